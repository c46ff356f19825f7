//! The words that the rooms say to each other: ids, resources, tasks and messages, as plain data.
