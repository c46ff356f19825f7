//! Formats messages from outside: what waits in a mailbox, and the names of variants, cut and safe from panics.

use std::{
    any::{Any, TypeId},
    collections::BTreeMap,
    fmt::{self, Debug, Write},
    mem::Discriminant,
    panic::{AssertUnwindSafe, catch_unwind},
};

use parking_lot::RwLock;
use serde::Serialize;

use crate::mailbox::{Body, Envelope, Mark};

/// Most bytes of one message's text.
const TEXT_MAX: usize = 1024;

/// One message that waits.
#[derive(Clone, Debug, Serialize)]
pub struct Waiting {
    /// Milliseconds since it was sent, where sampled.
    pub age_ms: Option<u64>,
    /// Counter of the sending actor; 0 from outside of actors.
    pub from: u64,
    /// Variant of the message, or what kind of notice it is.
    pub kind: String,
    /// Bytes it takes in the mailbox (what it points to not counted).
    pub size: usize,
    /// Its `Debug` text, cut to 1 KB.
    pub text: String,
}

/// Takes text up to a bound; what is beyond ends the formatting.
struct Cut {
    text: String,
    most: usize,
    /// Stop at the first character that is no part of an identifier.
    word: bool,
}

impl Write for Cut {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if self.word && !(c.is_alphanumeric() || c == '_') {
                return Err(fmt::Error);
            }
            if self.text.len() + c.len_utf8() > self.most {
                self.text.push('…');
                return Err(fmt::Error);
            }
            self.text.push(c);
        }
        Ok(())
    }
}

fn format_cut(value: &dyn Debug, most: usize, word: bool) -> String {
    let mut cut = Cut { text: String::new(), most, word };
    // An error only says that the bound was reached.
    let formatted = catch_unwind(AssertUnwindSafe(|| {
        let _ = write!(cut, "{value:?}");
    }));
    if formatted.is_err() {
        return "(its Debug panicked)".to_owned();
    }
    cut.text
}

/// The `Debug` text of a message, cut to 1 KB.
pub(crate) fn text(value: &dyn Debug) -> String {
    format_cut(value, TEXT_MAX, false)
}

/// The `Debug` text of a message, cut to that many bytes.
pub(crate) fn text_of(value: &dyn Debug, most: usize) -> String {
    format_cut(value, most, false)
}

/// The first word of the `Debug` text: the name of the variant.
pub(crate) fn variant(value: &dyn Debug) -> String {
    format_cut(value, 64, true)
}

pub(crate) fn waiting<M: Debug>(envelope: &Envelope<M>, now_ms: u32) -> Waiting {
    let (kind, text) = match &envelope.body {
        Body::Message(message) => (variant(message), text(message)),
        Body::Timer(timer) => (variant(&timer.1), text(&timer.1)),
        Body::Laden(laden) => (variant(&laden.message), text(&laden.message)),
        Body::Mark(mark) => match &**mark {
            Mark::Stop(exit) => ("Stop".to_owned(), exit.to_string()),
            Mark::Reached(_) => ("Mark".to_owned(), "whoever waits for it is told".to_owned()),
        },
        Body::Exit(notice) => ("ExitNotice".to_owned(), text(notice)),
    };
    let age_ms = (envelope.sent_ms != 0).then(|| u64::from(now_ms.saturating_sub(envelope.sent_ms)));
    Waiting { age_ms, from: envelope.from, kind, size: size_of::<M>(), text }
}

/// The names of the variants that a node has handled, by number from 1.
#[derive(Default)]
pub(crate) struct VariantNames {
    names: RwLock<Vec<String>>,
    /// Numbers of the variants of a message type, as `Numbers<M>`: an actor that is new to a variant need not format it.
    numbers: RwLock<BTreeMap<TypeId, Box<dyn Any + Send + Sync>>>,
}

type Numbers<M> = Vec<(Discriminant<M>, u32)>;

fn number_in<M>(numbers: &[(Discriminant<M>, u32)], wanted: Discriminant<M>) -> Option<u32> {
    numbers.iter().find(|(known, _)| *known == wanted).map(|(_, number)| *number)
}

impl VariantNames {
    #[cold]
    fn number<M: Debug + 'static>(&self, wanted: Discriminant<M>, message: &M) -> u32 {
        let known = |numbers: &Box<dyn Any + Send + Sync>| number_in(numbers.downcast_ref::<Numbers<M>>()?, wanted);
        if let Some(number) = self.numbers.read().get(&TypeId::of::<M>()).and_then(known) {
            return number;
        }
        // Formatted while nothing is locked: it is anybody's code.
        let number = self.intern(variant(message));
        let mut numbers = self.numbers.write();
        let of_type = numbers.entry(TypeId::of::<M>()).or_insert_with(|| Box::new(Numbers::<M>::new()));
        if let Some(numbers) = of_type.downcast_mut::<Numbers<M>>()
            && number_in(numbers, wanted).is_none()
        {
            numbers.push((wanted, number));
        }
        number
    }

    fn intern(&self, name: String) -> u32 {
        let mut names = self.names.write();
        if let Some(at) = names.iter().position(|known| *known == name) {
            return at as u32 + 1;
        }
        names.push(name);
        names.len() as u32
    }

    pub(crate) fn name(&self, number: u32) -> Option<String> {
        self.names.read().get((number as usize).checked_sub(1)?).cloned()
    }
}

/// The variants one actor has met: from discriminant to number, so that naming the message in work costs one store.
pub(crate) struct Variants<M> {
    last: (Discriminant<M>, u32),
    /// All of them, once there are two.
    known: Numbers<M>,
}

impl<M: Debug + 'static> Variants<M> {
    /// The number of a message's variant, noted in `known` if that is worth while.
    #[inline]
    pub(crate) fn number(
        known: &mut Option<Box<Variants<M>>>,
        message: &M,
        names: &VariantNames,
        worth_while: impl FnOnce() -> bool,
    ) -> u32 {
        let wanted = std::mem::discriminant(message);
        match known {
            Some(variants) if variants.last.0 == wanted => variants.last.1,
            None if !worth_while() => names.number(wanted, message),
            _ => Variants::find(known, wanted, message, names),
        }
    }

    #[cold]
    fn find(known: &mut Option<Box<Variants<M>>>, wanted: Discriminant<M>, message: &M, names: &VariantNames) -> u32 {
        let Some(variants) = known else {
            let number = names.number(wanted, message);
            *known = Some(Box::new(Variants { last: (wanted, number), known: Numbers::new() }));
            return number;
        };
        let number = number_in(&variants.known, wanted).unwrap_or_else(|| {
            let number = names.number(wanted, message);
            if variants.known.is_empty() {
                variants.known.push(variants.last);
            }
            variants.known.push((wanted, number));
            number
        });
        variants.last = (wanted, number);
        number
    }
}
