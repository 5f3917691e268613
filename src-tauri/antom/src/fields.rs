//! One line a field: its type, its name on the wire and its limit, for requests, answers and their parts.

/// Turns `[need 64]`, `[64]`, `[need]` and `[100 each 6]` behind a field into a rule.
macro_rules! rule {
    () => {
        $crate::piece::Rule::default()
    };
    (need) => {
        $crate::piece::Rule { need: true, most: None, each: None }
    };
    (need $most:literal) => {
        $crate::piece::Rule { need: true, most: Some($most), each: None }
    };
    (need $most:literal each $each:literal) => {
        $crate::piece::Rule { need: true, most: Some($most), each: Some($each) }
    };
    ($most:literal) => {
        $crate::piece::Rule { need: false, most: Some($most), each: None }
    };
    (each $each:literal) => {
        $crate::piece::Rule { need: false, most: None, each: Some($each) }
    };
    ($most:literal each $each:literal) => {
        $crate::piece::Rule { need: false, most: Some($most), each: Some($each) }
    };
}

/// A struct as it stands on the wire. Fields are `pub name: Type = "wireName" [rule],`; empty ones are left
/// out when it is written, unknown ones are kept in `extra`. `also function;` behind a struct adds the rules
/// that tie its fields together.
macro_rules! fields {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$doc:meta])* pub $field:ident : $ty:ty = $wire:literal $([$($rule:tt)*])? , )*
        }
        $(also $rules:path ;)?
    )+) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(
                    rename = $wire,
                    deserialize_with = "crate::piece::read",
                    serialize_with = "crate::piece::write",
                    skip_serializing_if = "crate::piece::is_blank"
                )]
                pub $field: $ty,
            )*
            /// Fields this program does not know, kept as they came.
            #[serde(flatten)]
            pub extra: $crate::wire::Extra,
        }

        impl $name {
            /// The limits of the fields, one by one, and the rules between them.
            #[allow(dead_code)] // answers are read, not checked
            pub(crate) fn checked_fields(&self) -> $crate::fault::Checking {
                let checking = $crate::fault::Checking::default();
                $(
                    let rule = $crate::fields::rule!($($($rule)*)?);
                    let checking = $crate::piece::Field::check(&self.$field, $wire, rule, checking);
                )*
                $( let checking = $rules(self, checking); )?
                checking
            }
        }

        impl $crate::piece::Piece for $name {
            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
                <Option<Self> as serde::Deserialize>::deserialize(from)
            }
            fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, to)
            }
            fn is_blank(&self) -> bool {
                $( $crate::piece::Field::is_blank(&self.$field) && )* self.extra.0.is_empty()
            }
            fn check(
                &self,
                at: &str,
                _most: Option<usize>,
                checking: $crate::fault::Checking,
            ) -> $crate::fault::Checking {
                checking.inner(at, self.checked_fields().done())
            }
        }
    )+};
}

/// A part that can be checked by itself, as a screen does while it is filled in.
macro_rules! checks {
    ($($name:ident),+ $(,)?) => {$(
        impl $name {
            /// The first field that is missing or longer than the gateway takes, by its name inside this part.
            pub fn check(&self) -> Result<(), $crate::FieldFault> {
                self.checked_fields().done()
            }
        }
    )+};
}

pub(crate) use {checks, fields, rule};
