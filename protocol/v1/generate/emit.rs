//! The Rust source of the messages and enums.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::File;
use super::api::{Api, Body, Field, Item};
use super::{names, types};

const HEADER: &str = "// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.\n\n";

/// Members that JSON may give without their object.
const BARE: [(&str, &str); 1] = [("mesos.v1.Value.Scalar", "value")];

/// Messages that must not reach a log.
const SECRET: [&str; 2] = ["mesos.v1.Secret.Value", "mesos.v1.Credential"];

/// Messages with rules of their own in `src/rules.rs`, by the name of the function.
const RULES: [(&str, &str); 5] = [
    ("mesos.v1.Resource", "resource"),
    ("mesos.v1.Attribute", "attribute"),
    ("mesos.v1.Value", "value"),
    ("mesos.v1.TaskInfo", "task_info"),
    ("mesos.v1.quota.QuotaConfig", "quota_config"),
];

/// Messages in which `type` names the member that has to be there.
const UNIONS: [&str; 6] = ["Call", "Event", "Response", "Operation", "ProcessIO", "AttachContainerInput"];

/// Types whose member of the same name may nevertheless be left out: it only narrows what is meant.
const UNION_OPTIONAL: [&str; 4] = ["REVIVE", "SUPPRESS", "GET_METRICS", "GET_CONTAINERS"];

/// A module with its items, in the order of the table.
#[derive(Default)]
struct Module<'a> {
    items: Vec<&'a Item>,
    modules: BTreeMap<String, Module<'a>>,
}

/// All files below `src/generated`.
pub(crate) fn files(api: &Api) -> Vec<File> {
    let mut root = Module::default();
    let mut packages: BTreeMap<String, Module> = BTreeMap::new();
    for item in api.items.iter().filter(|item| api.map_value(&item.name).is_none()) {
        let (path, _) = names::place(&item.name);
        let own_package =
            !item.name.starts_with("mesos.v1.") || item.name["mesos.v1.".len()..].starts_with(char::is_lowercase);
        let (mut module, rest) = match path.split_first() {
            Some((package, rest)) if own_package => (packages.entry(package.clone()).or_default(), rest),
            _ => (&mut root, &path[..]),
        };
        for name in rest {
            module = module.modules.entry(name.clone()).or_default();
        }
        module.items.push(item);
    }
    let mut files = vec![("mod.rs".to_owned(), index(api, &packages)), ("types.rs".to_owned(), file(api, &root))];
    files.extend(packages.iter().map(|(name, module)| (format!("{name}.rs"), file(api, module))));
    files
}

/// The root: modules and the list of all tables.
fn index(api: &Api, packages: &BTreeMap<String, Module>) -> String {
    let mut out = HEADER.to_owned();
    out += "//! Structs, enums and codecs of the v1 API.\n\nmod types;\n";
    for name in packages.keys() {
        let package = if name == "docker" { "docker.spec.v1".to_owned() } else { format!("mesos.v1.{name}") };
        let package = if name == "google" { "google.protobuf" } else { &package };
        let _ = write!(out, "/// Messages of the package `{package}`.\npub mod {name};\n");
    }
    out += "\npub use types::*;\n\nuse crate::field::Enumeration;\nuse crate::table::{Item, Table, optional};\n\n";
    out += "/// All messages and enums, in the order in which the API declares them.\npub static ITEMS: &[Item] = &[\n";
    for item in &api.items {
        match &item.body {
            Body::Message(fields) if api.map_value(&item.name).is_some() => {
                let _ = writeln!(out, "    Item::Message(&{}),", table(&item.name, fields, "None"));
            }
            Body::Message(_) => {
                let _ = writeln!(out, "    Item::Message({}::TABLE),", names::path(&item.name));
            }
            Body::Enum(_) => {
                let _ = writeln!(out, "    Item::Enum({}::TABLE),", names::path(&item.name));
            }
        }
    }
    out += "];\n";
    out
}

fn file(api: &Api, module: &Module) -> String {
    let mut out = HEADER.to_owned();
    emit_module(api, module, &mut out);
    out
}

fn emit_module(api: &Api, module: &Module, out: &mut String) {
    let messages: Vec<&Vec<Field>> = module.items.iter().filter_map(|item| item.fields()).collect();
    let labels: BTreeSet<&str> = messages.iter().copied().flatten().map(|field| field.label.as_str()).collect();
    if !labels.is_empty() {
        out.push_str("use crate::field::Field as _;\n");
    }
    if !messages.is_empty() {
        let labels: String = labels.iter().map(|label| format!(", {label}")).collect();
        let list = if labels.is_empty() { "Table".to_owned() } else { format!("{{Table{labels}}}") };
        let _ = write!(out, "use crate::table::{list};\nuse crate::{{json, pb}};\n");
    }
    out.push('\n');
    for item in &module.items {
        match &item.body {
            Body::Message(fields) => emit_message(api, &item.name, fields, out),
            Body::Enum(values) => emit_enum(&item.name, values, out),
        }
    }
    for (name, inner) in &module.modules {
        let _ =
            write!(out, "/// Messages and enums that are declared inside the message of this name.\npub mod {name} {{\n");
        emit_module(api, inner, out);
        out.push_str("}\n\n");
    }
}

/// The expression of a message's table.
fn table(name: &str, fields: &[Field], new: &str) -> String {
    let mut out = format!("Table {{ name: {name:?}, fields: &[\n");
    for field in fields {
        let default = if field.default.is_empty() { String::new() } else { format!(".default({:?})", field.default) };
        let deprecated = if field.deprecated { ".deprecated()" } else { "" };
        let row = format!("{}({}, {:?}, {:?})", field.label, field.number, field.kind, field.name);
        let _ = writeln!(out, "        {row}{default}{deprecated},");
    }
    let bare = BARE.iter().find(|(message, _)| *message == name).map(|(_, field)| field);
    let _ = write!(out, "    ], new: {new}, bare: {bare:?}, secret: {} }}", SECRET.contains(&name));
    out
}

fn emit_message(api: &Api, full: &str, fields: &[Field], out: &mut String) {
    let name = names::place(full).1;
    emit_struct(api, full, &name, fields, out);
    emit_inherent(api, full, &name, fields, out);
    let _ = write!(out, "crate::field::message!({name});\n\nimpl crate::field::Message for {name} {{\n");
    out.push_str("    fn table(&self) -> &'static Table {\n        Self::TABLE\n    }\n\n");
    emit_check(api, full, fields, out);
    emit_pb(fields, out);
    emit_json(api, fields, out);
    out.push_str("}\n\n");
}

fn emit_struct(api: &Api, full: &str, name: &str, fields: &[Field], out: &mut String) {
    let _ = write!(out, "/// `{full}`.\n#[derive(Clone, Default, PartialEq)]\npub struct {name} {{\n");
    for field in fields {
        let label = if field.required() { ", required" } else { "" };
        let default = if field.default.is_empty() { String::new() } else { format!(", `{}` if unset", field.default) };
        let deprecated = if field.deprecated { ", deprecated" } else { "" };
        let _ = writeln!(out, "    /// {}{label}{default}{deprecated}.", field.number);
        let _ = writeln!(out, "    pub {}: {},", names::snake(&field.name), types::field(api, field, full));
    }
    out.push_str("}\n\n");
}

fn emit_inherent(api: &Api, full: &str, name: &str, fields: &[Field], out: &mut String) {
    let _ =
        write!(out, "impl {name} {{\n    /// What the API says of this message.\n    pub const TABLE: &'static Table = ");
    let _ = writeln!(out, "&{};", table(full, fields, "Some(|| Box::new(Self::default()))"));
    for field in fields {
        let Some((value, kind)) = types::default(api, field) else {
            continue;
        };
        let field = names::snake(&field.name);
        let get = if kind == "&str" { format!("{field}.as_deref()") } else { field.clone() };
        let _ = write!(out, "\n    /// The field, or its default where it is unset.\n    #[must_use]\n");
        let _ = write!(out, "    pub fn {field}(&self) -> {kind} {{\n        self.{get}.unwrap_or({value})\n    }}\n");
    }
    out.push_str("}\n\n");
}

/// Whether anything in such a message can be wrong beyond its encoding.
fn can_be_wrong(api: &Api, kind: &str, open: &mut Vec<String>) -> bool {
    let Some(fields) = api.message(kind) else {
        return false;
    };
    if open.iter().any(|name| name == kind) {
        return false;
    }
    open.push(kind.to_owned());
    let wrong = RULES.iter().any(|(message, _)| *message == kind)
        || !union_members(api, kind, fields).is_empty()
        || fields.iter().any(|field| field.required() || can_be_wrong(api, &field.kind, open));
    open.pop();
    wrong
}

/// For each value of the message's `type`: the value, its variant, and the member it asks for.
fn union_members<'a>(api: &'a Api, full: &str, fields: &'a [Field]) -> Vec<(&'a str, String, &'a Field)> {
    let last = full.rsplit('.').next().unwrap_or_default();
    let kind = fields.iter().find(|field| field.name == "type").map(|field| field.kind.as_str());
    let Some(values) = kind.and_then(|kind| api.enumeration(kind)) else {
        return Vec::new();
    };
    if !UNIONS.contains(&last) {
        return Vec::new();
    }
    let variants = names::variants(values);
    let pairs = values.iter().map(|(value, _)| value.as_str()).zip(variants);
    pairs
        .filter(|(value, _)| !UNION_OPTIONAL.contains(value))
        .filter_map(|(value, variant)| {
            let member = fields.iter().find(|field| field.name == value.to_lowercase())?;
            Some((value, variant, member))
        })
        .collect()
}

fn emit_check(api: &Api, full: &str, fields: &[Field], out: &mut String) {
    out.push_str("    fn check(&self) -> Result<(), crate::Error> {\n");
    for field in fields {
        let name = names::snake(&field.name);
        if field.required() {
            let _ = writeln!(out, "        crate::field::need(self.{name}.is_some(), {:?})?;", field.name);
        }
        if can_be_wrong(api, &field.kind, &mut Vec::new()) {
            let _ = writeln!(out, "        self.{name}.check({:?})?;", field.name);
        }
    }
    let members = union_members(api, full, fields);
    if let Some(kind) = fields.iter().find(|field| field.name == "type" && !members.is_empty()) {
        let kind = names::path(&kind.kind);
        for (value, variant, member) in &members {
            let (name, field) = (&member.name, names::snake(&member.name));
            let _ = writeln!(out, "        if self.r#type == Some({kind}::{variant}) {{");
            let _ = writeln!(out, "            crate::field::need_by_type(self.{field}.is_some(), {name:?}, {value:?})?;");
            out.push_str("        }\n");
        }
    }
    if let Some((_, rule)) = RULES.iter().find(|(message, _)| *message == full) {
        let _ = writeln!(out, "        crate::rules::{rule}(self)?;");
    }
    out.push_str("        Ok(())\n    }\n\n");
}

fn emit_pb(fields: &[Field], out: &mut String) {
    let mut ascending: Vec<&Field> = fields.iter().collect();
    ascending.sort_by_key(|field| field.number);
    let unused = if fields.is_empty() { "_" } else { "" };
    let _ = writeln!(out, "    fn write_pb(&self, {unused}to: &mut pb::Writer) {{");
    for field in ascending.iter().rev() {
        let _ = writeln!(out, "        self.{}.put_pb({}, to);", names::snake(&field.name), field.number);
    }
    out.push_str("    }\n\n");
    out.push_str(
        "    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {\n",
    );
    if fields.is_empty() {
        out.push_str("        from.skip(number, wire)\n    }\n\n");
        return;
    }
    out.push_str("        match number {\n");
    for field in ascending {
        let _ = writeln!(
            out,
            "            {} => self.{}.merge_pb(number, wire, from),",
            field.number,
            names::snake(&field.name)
        );
    }
    out.push_str("            _ => from.skip(number, wire),\n        }\n    }\n\n");
}

fn emit_json(api: &Api, fields: &[Field], out: &mut String) {
    let unused = if fields.is_empty() { "_" } else { "" };
    let _ = writeln!(out, "    fn write_json(&self, {unused}to: &mut json::Writer) {{");
    for field in fields {
        let name = names::snake(&field.name);
        match types::default(api, field).filter(|_| !field.deprecated) {
            Some((_, kind)) => {
                let owned = if kind == "&str" { ".to_owned()" } else { "" };
                let _ = writeln!(out, "        Some(self.{name}(){owned}).put_json({:?}, to);", field.name);
            }
            None => {
                let _ = writeln!(out, "        self.{name}.put_json({:?}, to);", field.name);
            }
        }
    }
    out.push_str("    }\n\n");
    let _ = writeln!(
        out,
        "    fn read_json(&mut self, {unused}name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {{"
    );
    if fields.is_empty() {
        out.push_str("        from.skip()\n    }\n");
        return;
    }
    out.push_str("        match name {\n");
    for field in fields {
        let _ = writeln!(out, "            {:?} => self.{}.merge_json(from),", field.name, names::snake(&field.name));
    }
    out.push_str("            _ => from.skip(),\n        }\n    }\n");
}

fn emit_enum(full: &str, values: &[(String, i32)], out: &mut String) {
    let name = names::place(full).1;
    let variants = names::variants(values);
    let _ = write!(
        out,
        "/// `{full}`.\n#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum {name} {{\n"
    );
    for (index, ((value, number), variant)) in values.iter().zip(&variants).enumerate() {
        let default = if index == 0 { "    #[default]\n" } else { "" };
        let _ = write!(out, "    /// `{value}`.\n{default}    {variant} = {number},\n");
    }
    let _ = write!(out, "}}\n\ncrate::field::enumeration!({name});\n\nimpl crate::field::Enumeration for {name} {{\n");
    let _ = writeln!(
        out,
        "    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable {{ name: {full:?}, values: &["
    );
    for (value, number) in values {
        let _ = writeln!(out, "        ({value:?}, {number}),");
    }
    out.push_str("    ] };\n    const ALL: &'static [Self] = &[\n");
    for variant in &variants {
        let _ = writeln!(out, "        Self::{variant},");
    }
    out.push_str("    ];\n}\n\n");
}
