//! Chance that is the same for the same seed.

/// Numbers that look random and are the same for the same seed (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The numbers of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 when there is none.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.any() % limit.max(1)
    }

    /// A place in a row of so many.
    pub fn place(&mut self, many: usize) -> usize {
        usize::try_from(self.below(u64::try_from(many).unwrap())).unwrap()
    }

    /// One of these; panics when there is none.
    pub fn among<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.place(all.len())]
    }

    /// True so many times in a thousand.
    pub fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// True so many times in ten.
    pub fn in_ten(&mut self, times: u64) -> bool {
        self.below(10) < times
    }

    /// Puts a row into any order.
    pub fn shuffle<T>(&mut self, row: &mut [T]) {
        for at in (1..row.len()).rev() {
            let other = self.place(at + 1);
            row.swap(at, other);
        }
    }

    /// Another row of numbers, which does not depend on how often this one is asked later.
    #[must_use]
    pub fn branch(&mut self) -> Self {
        Self(self.any())
    }
}
