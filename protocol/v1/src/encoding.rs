//! The two encodings that the API offers, by media type.

use crate::error::Error;
use crate::field::Message;
use crate::{json, pb};

/// How messages of the v1 API are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// `application/json`: preferred where a client accepts both.
    #[default]
    Json,
    /// `application/x-protobuf`.
    Protobuf,
}

impl Encoding {
    /// The media type of `Content-Type` and `Accept`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Protobuf => "application/x-protobuf",
        }
    }

    /// The encoding of a `Content-Type`, whose parameters (`; charset=utf-8`) are passed over; `None` if it is neither.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        [Self::Json, Self::Protobuf].into_iter().find(|encoding| essence.eq_ignore_ascii_case(encoding.media_type()))
    }

    /// The message in this encoding.
    #[must_use]
    pub fn encode(self, message: &dyn Message) -> Vec<u8> {
        match self {
            Self::Json => json::encode(message),
            Self::Protobuf => pb::encode(message),
        }
    }

    /// Reads a message in this encoding.
    ///
    /// # Errors
    /// As [`json::decode`] or [`pb::decode`].
    pub fn decode<M: Message + Default>(self, bytes: &[u8]) -> Result<M, Error> {
        match self {
            Self::Json => json::decode(bytes),
            Self::Protobuf => pb::decode(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_type_is_recognised_with_parameters_and_in_any_case() {
        assert_eq!(Encoding::of_media_type("application/json"), Some(Encoding::Json));
        assert_eq!(Encoding::of_media_type("Application/JSON; charset=utf-8"), Some(Encoding::Json));
        assert_eq!(Encoding::of_media_type("application/x-protobuf"), Some(Encoding::Protobuf));
        assert_eq!(Encoding::of_media_type("application/jsonp"), None);
        assert_eq!(Encoding::of_media_type(""), None);
    }
}
