//! The v1 API: JSON and protobuf shapes, RecordIO, and their conversions.
