//! Protobuf names as Rust names.

/// `CSIPluginInfo` and `csi_plugin_info` are the words `csi`, `plugin`, `info`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let letters: Vec<char> = name.chars().collect();
    let mut begin = true;
    for (index, letter) in letters.iter().enumerate() {
        if *letter == '_' {
            begin = true;
            continue;
        }
        let after_small = index > 0 && letter.is_uppercase() && !letters[index - 1].is_uppercase();
        let before_small = index > 0
            && letter.is_uppercase()
            && letters[index - 1].is_uppercase()
            && letters.get(index + 1).is_some_and(|next| next.is_lowercase());
        if begin || after_small || before_small {
            words.push(String::new());
        }
        begin = false;
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

/// As the name of a type or a variant: `CsiPluginInfo`.
pub(crate) fn camel(name: &str) -> String {
    words(name)
        .iter()
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<Vec<_>>()
        })
        .collect()
}

/// As the name of a module or a field: `csi_plugin_info`.
pub(crate) fn snake(name: &str) -> String {
    let name = words(name).join("_");
    if name == "type" { "r#type".to_owned() } else { name }
}

/// The modules that lead to an item, from the crate's root, and the name of its type.
pub(crate) fn place(full: &str) -> (Vec<String>, String) {
    let parts: Vec<&str> = full.split('.').collect();
    let (package, rest): (Option<&str>, &[&str]) = match parts[..] {
        ["mesos", "v1", ref rest @ ..] if rest[0].starts_with(char::is_lowercase) => (Some(rest[0]), &parts[3..]),
        ["mesos", "v1", ..] => (None, &parts[2..]),
        ["docker", "spec", "v1", ..] => (Some("docker"), &parts[3..]),
        _ => (Some("google"), &parts[2..]),
    };
    let (name, holders) = rest.split_last().expect("every name of the table has a part after its package");
    let modules = package.map(str::to_owned).into_iter().chain(holders.iter().map(|holder| snake(holder)));
    (modules.collect(), camel(name))
}

/// Path of an item's type from anywhere.
pub(crate) fn path(full: &str) -> String {
    let (modules, name) = place(full);
    let modules: String = modules.iter().map(|module| format!("{module}::")).collect();
    format!("crate::{modules}{name}")
}

/// Names of an enum's variants. A first word common to all, as in `TASK_RUNNING`, is left out.
pub(crate) fn variants(values: &[(String, i32)]) -> Vec<String> {
    let first = values.first().and_then(|(name, _)| name.split_once('_')).map(|(word, _)| format!("{word}_"));
    let common = first.filter(|prefix| values.iter().all(|(name, _)| name.starts_with(prefix.as_str())));
    let skip = common.map_or(0, |prefix| prefix.len());
    let name = |value: &str| {
        if value == "SELF" { "Itself".to_owned() } else { camel(value) }
    };
    values.iter().map(|(value, _)| name(&value[skip..])).collect()
}
