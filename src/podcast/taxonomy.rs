//! What people do for a podcast: the groups and roles of the podcast namespace (podcast-namespace, taxonomy-en.json). Case
//! does not matter.

use super::text::nearest;

/// Why a role or a group was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInTaxonomy {
    /// No group has such a role.
    #[error("the podcast taxonomy has no role \"{typed}\"{}", meant(nearest))]
    Role {
        /// What was typed.
        typed: String,
        /// What may have been meant.
        nearest: Option<&'static str>,
    },
    /// There is no such group.
    #[error("the podcast taxonomy has no group \"{typed}\"; it has: {}", groups())]
    Group {
        /// What was typed.
        typed: String,
    },
    /// The group does not have the role.
    #[error("the role \"{role}\" belongs to the group \"{belongs}\", not to \"{group}\"")]
    Apart {
        /// The role.
        role: String,
        /// The group that was typed.
        group: String,
        /// The groups that have the role.
        belongs: String,
    },
}

fn meant(nearest: &Option<&str>) -> String {
    nearest.map(|role| format!("; did you mean \"{role}\"?")).unwrap_or_default()
}

fn groups() -> String {
    GROUPS.iter().map(|(group, _)| *group).collect::<Vec<_>>().join(", ")
}

/// Whether the taxonomy has this role and this group, and the group the role. Either may be left out.
pub fn judge(role: Option<&str>, group: Option<&str>) -> Result<(), NotInTaxonomy> {
    if let Some(group) = group
        && !is_group(group)
    {
        return Err(NotInTaxonomy::Group { typed: shown(group) });
    }
    let Some(role) = role else { return Ok(()) };
    let belongs: Vec<&str> = GROUPS.iter().filter(|(_, roles)| has(roles, role)).map(|(group, _)| *group).collect();
    if belongs.is_empty() {
        let all: Vec<&'static str> = GROUPS.iter().flat_map(|(_, roles)| roles.iter().copied()).collect();
        return Err(NotInTaxonomy::Role { typed: shown(role), nearest: nearest(role, &all) });
    }
    match group {
        Some(group) if !has(&belongs, group) => {
            let belongs = belongs.join("\" or \"");
            Err(NotInTaxonomy::Apart { role: role.to_owned(), group: group.to_owned(), belongs })
        }
        _ => Ok(()),
    }
}

/// Whether the taxonomy has this group.
pub fn is_group(group: &str) -> bool {
    GROUPS.iter().any(|(known, _)| known.eq_ignore_ascii_case(group))
}

/// Whether a group of the taxonomy has this role.
pub fn is_role(role: &str) -> bool {
    GROUPS.iter().any(|(_, roles)| has(roles, role))
}

/// The names of all groups.
pub fn groups_named() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|(group, _)| *group)
}

/// The names of all roles, each once.
pub fn roles() -> impl Iterator<Item = &'static str> {
    let mut seen = std::collections::BTreeSet::new();
    GROUPS.iter().flat_map(|(_, roles)| *roles).copied().filter(move |role| seen.insert(*role))
}

fn has(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn shown(typed: &str) -> String {
    typed.chars().take(60).collect()
}

#[rustfmt::skip]
const GROUPS: &[(&str, &[&str])] = &[
    ("Creative Direction", &["Director", "Assistant Director", "Executive Producer", "Senior Producer", "Producer", "Associate Producer", "Development Producer", "Creative Director"]),
    ("Cast", &["Host", "Co-Host", "Guest Host", "Guest", "Voice Actor", "Narrator", "Announcer", "Reporter"]),
    ("Writing", &["Author", "Editorial Director", "Co-Writer", "Writer", "Songwriter", "Guest Writer", "Story Editor", "Managing Editor", "Script Editor", "Script Coordinator", "Researcher", "Editor", "Fact Checker", "Translator", "Transcriber", "Logger"]),
    ("Audio Production", &["Studio Coordinator", "Technical Director", "Technical Manager", "Audio Engineer", "Remote Recording Engineer", "Post Production Engineer"]),
    ("Audio Post-Production", &["Audio Editor", "Sound Designer", "Foley Artist", "Composer", "Theme Music", "Music Production", "Music Contributor"]),
    ("Administration", &["Production Coordinator", "Booking Coordinator", "Production Assistant", "Content Manager", "Marketing Manager", "Sales Representative", "Sales Manager"]),
    ("Visuals", &["Graphic Designer", "Cover Art Designer"]),
    ("Community", &["Social Media Manager"]),
    ("Misc.", &["Consultant", "Intern"]),
    ("Video Production", &["Camera Operator", "Lighting Designer", "Camera Grip", "Assistant Camera"]),
    ("Video Post-Production", &["Editor", "Assistant Editor"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_taxonomy_is_complete() {
        assert_eq!(GROUPS.len(), 11);
        assert_eq!(GROUPS.iter().map(|(_, roles)| roles.len()).sum::<usize>(), 63);
    }

    #[test]
    fn case_does_not_matter_and_either_may_be_left_out() {
        assert_eq!(judge(Some("host"), Some("CAST")), Ok(()));
        assert_eq!(judge(Some("Producer"), None), Ok(()));
        assert_eq!(judge(None, Some("Misc.")), Ok(()));
        assert_eq!(judge(Some("Editor"), Some("Video Post-Production")), Ok(()));
    }

    #[test]
    fn a_role_that_nobody_knows_is_refused_with_the_nearest() {
        let error = judge(Some("Sound Desinger"), None).unwrap_err().to_string();
        assert_eq!(error, "the podcast taxonomy has no role \"Sound Desinger\"; did you mean \"Sound Designer\"?");
    }

    #[test]
    fn a_role_in_the_wrong_group_is_refused_with_the_right_one() {
        let error = judge(Some("Editor"), Some("Cast")).unwrap_err().to_string();
        assert_eq!(
            error,
            "the role \"Editor\" belongs to the group \"Writing\" or \"Video Post-Production\", not to \"Cast\""
        );
    }
}
