//! The rows of the table as messages and enums.

use std::collections::{BTreeMap, BTreeSet};

/// Messages and enums in the order of the table.
pub(crate) struct Api {
    pub(crate) items: Vec<Item>,
    places: BTreeMap<String, usize>,
}

pub(crate) struct Item {
    /// Full protobuf name.
    pub(crate) name: String,
    pub(crate) body: Body,
}

impl Item {
    /// Fields of a message; `None` for an enum.
    pub(crate) fn fields(&self) -> Option<&Vec<Field>> {
        match &self.body {
            Body::Message(fields) => Some(fields),
            Body::Enum(_) => None,
        }
    }
}

pub(crate) enum Body {
    Message(Vec<Field>),
    Enum(Vec<(String, i32)>),
}

pub(crate) struct Field {
    pub(crate) number: u32,
    pub(crate) label: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) default: String,
    pub(crate) deprecated: bool,
}

impl Field {
    pub(crate) fn repeated(&self) -> bool {
        self.label == "repeated"
    }

    pub(crate) fn required(&self) -> bool {
        self.label == "required"
    }
}

impl Api {
    pub(crate) fn parse(table: &str) -> Result<Self, String> {
        let mut api = Self { items: Vec::new(), places: BTreeMap::new() };
        for (index, line) in table.lines().enumerate() {
            if !line.starts_with('#') && !line.is_empty() {
                api.row(line).map_err(|why| format!("row {} ({line}) {why}", index + 1))?;
            }
        }
        api.check_references()?;
        Ok(api)
    }

    fn row(&mut self, line: &str) -> Result<(), &'static str> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [item, number, label, kind, name, default, note] = columns[..] else {
            return Err("does not have seven columns");
        };
        let body = self.body(item, label == "enum");
        match body {
            Body::Message(_) if note == "empty" => {}
            Body::Message(fields) => fields.push(Field {
                number: number.parse().map_err(|_| "has no field number")?,
                label: label.to_owned(),
                kind: kind.to_owned(),
                name: name.to_owned(),
                default: default.to_owned(),
                deprecated: note == "deprecated",
            }),
            Body::Enum(values) => {
                values.push((name.to_owned(), number.parse().map_err(|_| "has no enum number")?));
            }
        }
        Ok(())
    }

    /// The item of that name, made when it occurs first.
    fn body(&mut self, name: &str, is_enum: bool) -> &mut Body {
        let place = *self.places.entry(name.to_owned()).or_insert_with(|| {
            let body = if is_enum { Body::Enum(Vec::new()) } else { Body::Message(Vec::new()) };
            self.items.push(Item { name: name.to_owned(), body });
            self.items.len() - 1
        });
        &mut self.items[place].body
    }

    fn check_references(&self) -> Result<(), String> {
        for item in &self.items {
            let Body::Message(fields) = &item.body else {
                continue;
            };
            for field in fields.iter().filter(|field| field.kind.contains('.')) {
                if self.get(&field.kind).is_none() {
                    return Err(format!("{}.{} is of the unknown type {}", item.name, field.name, field.kind));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Body> {
        self.places.get(name).map(|place| &self.items[*place].body)
    }

    pub(crate) fn message(&self, name: &str) -> Option<&[Field]> {
        match self.get(name) {
            Some(Body::Message(fields)) => Some(fields),
            _ => None,
        }
    }

    pub(crate) fn enumeration(&self, name: &str) -> Option<&[(String, i32)]> {
        match self.get(name) {
            Some(Body::Enum(values)) => Some(values),
            _ => None,
        }
    }

    /// The entry type of a map: a message of key and value.
    pub(crate) fn map_value(&self, kind: &str) -> Option<&Field> {
        let [key, value] = self.message(kind)? else {
            return None;
        };
        (kind.ends_with("Entry") && key.name == "key" && key.kind == "string").then_some(value)
    }

    /// Whether a message of type `from` can hold one of type `to`.
    pub(crate) fn reaches(&self, from: &str, to: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            if seen.insert(name) {
                open.extend(self.message(name).unwrap_or_default().iter().map(|field| field.kind.as_str()));
            }
        }
        false
    }
}
