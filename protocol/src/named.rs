//! Enums whose variants have the names and numbers of the public API.

/// Defines an enum with `ALL`, `name()`, `Display` and `FromStr`; the numbers are those of the public API.
macro_rules! named_enum {
    ($(#[$meta:meta])* pub enum $type:ident ($what:literal) {
        $($(#[$doc:meta])* $variant:ident = $number:literal => $name:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $type {
            $($(#[$doc])* $variant = $number,)+
        }

        impl $type {
            /// Every variant, by number.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the public API.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Its number in the public API.
            pub const fn number(self) -> i32 {
                self as i32
            }

            /// The variant of that number, if there is one.
            pub fn from_number(number: i32) -> Option<Self> {
                Self::ALL.iter().copied().find(|variant| variant.number() == number)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::named::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|variant| variant.name() == text).ok_or_else(|| {
                    $crate::named::UnknownName { what: $what, text: text.chars().take(80).collect() }
                })
            }
        }
    };
}
pub(crate) use named_enum;

/// A name that the public API does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// What was looked for, in words.
    pub what: &'static str,
    /// What was found, cut to 80 characters.
    pub text: String,
}

impl std::fmt::Display for UnknownName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} is not the name of a {}", self.text, self.what)
    }
}

impl std::error::Error for UnknownName {}
