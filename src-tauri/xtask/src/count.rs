//! How many tests passed and failed, read from what a test program prints.

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: u64,
    /// Failed.
    pub failed: u64,
}

/// How a step's output is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is one check, told by its exit code.
    Once,
    /// `cargo test`: "test result: ok. 3 passed; 0 failed; ..." for every program, added up.
    Cargo,
    /// Vitest: "Tests  1 failed | 3 passed (4)".
    Vitest,
    /// The last line of the form "3 passed, 0 failed".
    LastLine,
}

/// Counts. A suite that ran nothing, or ended badly without naming a failed test, has failed once.
pub fn count(how: How, success: bool, lines: &[String]) -> Count {
    let mut count = match how {
        How::Once => Count { passed: u64::from(success), failed: 0 },
        How::Cargo => add_up(lines.iter().filter(|line| line.starts_with("test result: "))),
        How::Vitest => add_up(lines.iter().rfind(|line| line.trim_start().starts_with("Tests "))),
        How::LastLine => add_up(lines.iter().rfind(|line| is_summary(line))),
    };
    let ran_nothing = count.passed.saturating_add(count.failed) == 0;
    if count.failed == 0 && (!success || ran_nothing) {
        count.failed = 1;
    }
    count
}

fn add_up<'a>(lines: impl IntoIterator<Item = &'a String>) -> Count {
    lines.into_iter().fold(Count::default(), |sum, line| Count {
        passed: sum.passed.saturating_add(number_before(line, "passed")),
        failed: sum.failed.saturating_add(number_before(line, "failed")),
    })
}

fn is_summary(line: &str) -> bool {
    words(line).any(|word| word == "passed") && words(line).any(|word| word == "failed")
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn number_before(line: &str, what: &str) -> u64 {
    let mut before = "";
    for word in words(line) {
        if word == what {
            return before.parse().unwrap_or(0);
        }
        before = word;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(how: How, success: bool, text: &str) -> (u64, u64) {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let count = count(how, success, &lines);
        (count.passed, count.failed)
    }

    #[test]
    fn cargo_programs_are_added_up() {
        let text = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n\
                    test result: FAILED. 4 passed; 2 failed; 0 ignored";
        assert_eq!(counted(How::Cargo, false, text), (7, 2));
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        let text = " Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 30 passed (31)";
        assert_eq!(counted(How::Vitest, false, text), (30, 1));
        assert_eq!(counted(How::Vitest, true, "  Tests  12 passed (12)"), (12, 0));
    }

    #[test]
    fn the_last_summary_counts() {
        assert_eq!(counted(How::LastLine, true, "1 passed, 0 failed\n14 passed, 0 failed\nbye"), (14, 0));
    }

    #[test]
    fn a_suite_that_ran_nothing_has_failed() {
        assert_eq!(counted(How::Cargo, true, "test result: ok. 0 passed; 0 failed"), (0, 1));
        assert_eq!(counted(How::Vitest, true, ""), (0, 1));
        assert_eq!(counted(How::LastLine, true, "no tests"), (0, 1));
    }

    #[test]
    fn a_bad_end_is_a_failure_even_when_every_test_passed() {
        assert_eq!(counted(How::Cargo, false, "test result: ok. 9 passed; 0 failed"), (9, 1));
        assert_eq!(counted(How::Once, false, ""), (0, 1));
        assert_eq!(counted(How::Once, true, ""), (1, 0));
    }
}
