//! Where a program's log goes: to stderr, as text or as JSON lines.

use std::{io::IsTerminal, str::FromStr};

use libprocess::logging::{highest, wants};
use tracing::{Event, Metadata, Subscriber, level_filters::LevelFilter, span, subscriber::Interest};
use tracing_subscriber::{
    EnvFilter, Layer,
    layer::{Context, Filter, SubscriberExt},
    registry::LookupSpan,
    util::SubscriberInitExt,
};

/// The words that stand for how much is logged.
const WORDS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// What is logged: a level, or a filter such as `libprocess=debug,warn`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level(String);

impl FromStr for Level {
    type Err = String;

    /// # Errors
    /// A sentence that says which part is no level, and which there are.
    fn from_str(text: &str) -> Result<Level, String> {
        let known = format!("write one of {}, or a filter such as libprocess=debug,warn", WORDS.join(", "));
        for part in text.split(',') {
            // The library takes any other word for the name of a module, of which all is logged, and of others nothing.
            let word = part.trim().rsplit_once('=').map_or(part, |(_, level)| level).trim();
            let filters_spans = part.contains('[') && !part.contains('=');
            if !filters_spans && !WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
                return Err(format!("{word:?} is no level: {known}"));
            }
        }
        EnvFilter::try_new(text).map_err(|error| format!("{text:?} is no filter ({error}): {known}"))?;
        Ok(Level(text.to_owned()))
    }
}

/// Sends the log to stderr. Colours only on a terminal.
///
/// A second call changes nothing: a program has one log.
pub fn to_stderr(level: &Level, json: bool) {
    let filter = EnvFilter::new(&level.0);
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log = match json {
        true => log.json().with_filter(Raised(filter)).boxed(),
        false => log.with_ansi(std::io::stderr().is_terminal()).with_target(false).with_filter(Raised(filter)).boxed(),
    };
    drop(tracing_subscriber::registry().with(log).try_init());
}

/// A program's own filter, and what an operator raised beyond it: for all of our own code, or for one actor.
struct Raised(EnvFilter);

/// Libraries that we use stay as quiet as the program's filter has them.
fn is_ours(target: &str) -> bool {
    ["libprocess", "mesos"].iter().any(|ours| target.starts_with(ours))
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Filter<S> for Raised {
    fn enabled(&self, meta: &Metadata<'_>, cx: &Context<'_, S>) -> bool {
        Filter::enabled(&self.0, meta, cx) || is_ours(meta.target()) && wants(meta.level())
    }

    fn callsite_enabled(&self, meta: &'static Metadata<'static>) -> Interest {
        let own = Filter::<S>::callsite_enabled(&self.0, meta);
        // Asked anew about each place whenever what is raised changes.
        if !own.is_always() && is_ours(meta.target()) && *meta.level() <= highest() { Interest::sometimes() } else { own }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Filter::<S>::max_level_hint(&self.0).map(|own| own.max(highest()))
    }

    fn event_enabled(&self, event: &Event<'_>, cx: &Context<'_, S>) -> bool {
        Filter::event_enabled(&self.0, event, cx)
    }

    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, cx: Context<'_, S>) {
        Filter::on_new_span(&self.0, attributes, id, cx);
    }

    fn on_record(&self, id: &span::Id, values: &span::Record<'_>, cx: Context<'_, S>) {
        Filter::on_record(&self.0, id, values, cx);
    }

    fn on_enter(&self, id: &span::Id, cx: Context<'_, S>) {
        Filter::on_enter(&self.0, id, cx);
    }

    fn on_exit(&self, id: &span::Id, cx: Context<'_, S>) {
        Filter::on_exit(&self.0, id, cx);
    }

    fn on_close(&self, id: span::Id, cx: Context<'_, S>) {
        Filter::on_close(&self.0, id, cx);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use libprocess::{logging, prelude::*};

    use super::*;

    /// Keeps the messages of what is logged.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<String>>);

    impl std::io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().push_str(&String::from_utf8_lossy(bytes));
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    struct Talker;

    impl Actor for Talker {
        type Args = ();
        type Message = Reply<()>;

        async fn start((): (), _ctx: &mut libprocess::Context<Self>) -> Result<Self, Exit> {
            Ok(Talker)
        }

        async fn handle(&mut self, reply: Reply<()>, ctx: &mut libprocess::Context<Self>) -> Result<(), Exit> {
            tracing::debug!("{} speaks", ctx.name());
            reply.send(());
            Ok(())
        }
    }

    #[test]
    fn levels_and_filters_are_read_and_other_words_are_refused_with_those_there_are() {
        for good in ["error", "WARN", "libprocess=debug,warn", "info,actix_server=off", "a::b[span]=trace,off"] {
            assert_eq!(good.parse(), Ok(Level(good.to_owned())));
        }
        for bad in ["loud", "", "libprocess", "libprocess=loud", "info,", "warn,loud", "a[b=debug"] {
            let why = bad.parse::<Level>().unwrap_err();
            assert!(why.contains("off, error, warn, info, debug, trace") && why.contains("libprocess=debug"), "{why}");
        }
    }

    #[test]
    fn one_actor_logs_more_while_the_others_stay_quiet() {
        let kept = Kept::default();
        let writer = kept.clone();
        let log = tracing_subscriber::fmt::layer().with_writer(move || writer.clone()).with_ansi(false);
        // For all threads of this process: actors run on their own.
        tracing_subscriber::registry().with(log.with_filter(Raised(EnvFilter::new("warn")))).init();
        libprocess::os::blocking::wait(async {
            let node = Node::builder().threads(1).start().await.unwrap();
            let (loud, quiet) =
                (node.spawn::<Talker>("loud", ()).await.unwrap(), node.spawn::<Talker>("quiet", ()).await.unwrap());
            let speak = async || {
                loud.ask(|reply| reply, secs(5)).await.unwrap();
                quiet.ask(|reply| reply, secs(5)).await.unwrap();
            };
            speak().await;
            assert_eq!(*kept.0.lock().unwrap(), "");
            logging::raise_actor("loud", Some(tracing::Level::DEBUG));
            speak().await;
            let heard = kept.0.lock().unwrap().clone();
            assert!(heard.contains("loud speaks") && !heard.contains("quiet speaks"), "{heard}");
            logging::raise_actor("loud", None);
            speak().await;
            assert_eq!(*kept.0.lock().unwrap(), heard);
            node.shut_down(secs(1)).await;
        });
    }
}
