//! The functions of the Wasm in an order that compresses well: those that are alike stand side by side, as what
//! compresses looks back 32 kB and no further. What they do is the same in any order.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// How many bytes in a row two functions must share for it to count: about two instructions.
const PIECE: usize = 6;

/// What the pieces of the last functions count, the last one first.
const WEIGHTS: [u64; 8] = [8, 7, 6, 5, 4, 3, 2, 1];

/// Added to each function's number of pieces: else the smallest would always be the most alike.
const SMALL: u64 = 400;

/// Arranges a module's functions.
pub(crate) fn arrange(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(|error| unread(&error))? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(|error| unread(&error))?;
                    imported += u32::from(matches!(import.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut module = Module::new();
    Arranged::of(imported, order(&bodies))
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| unread(&error))?;
    Ok(module.finish())
}

fn unread(error: &dyn std::fmt::Display) -> String {
    format!("the Wasm cannot be read: {error}")
}

/// The order of the functions: after each the one that shares most with it and those before it.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let mut pieces: BTreeMap<&[u8], usize> = BTreeMap::new();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    let mut held: Vec<Vec<usize>> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        let mut own = Vec::new();
        for piece in body.windows(PIECE) {
            let piece = *pieces.entry(piece).or_insert(holders.len());
            if piece == holders.len() {
                holders.push(Vec::new());
            }
            if holders[piece].last() != Some(&function) {
                holders[piece].push(function);
                own.push(piece);
            }
        }
        held.push(own);
    }

    let mut order: Vec<usize> = Vec::new();
    let mut shared = vec![0_u64; bodies.len()];
    let mut placed = vec![false; bodies.len()];
    for first in 0..bodies.len() {
        let mut next = (!placed[first]).then_some(first);
        while let Some(function) = next {
            placed[function] = true;
            order.push(function);
            for (before, weight) in order.iter().rev().zip(WEIGHTS) {
                for piece in &held[*before] {
                    for other in &holders[*piece] {
                        shared[*other] += weight;
                    }
                }
            }
            next = None;
            let mut most = (0, 1);
            for other in 0..bodies.len() {
                let share = std::mem::take(&mut shared[other]);
                let of = held[other].len() as u64 + SMALL;
                if !placed[other] && share * most.1 > most.0 * of {
                    (next, most) = (Some(other), (share, of));
                }
            }
        }
    }
    order
}

/// The functions of a module in another order.
struct Arranged {
    /// How many functions are imported: those come before all others.
    imported: u32,
    /// Which of the others stands at each place.
    order: Vec<usize>,
    /// The place of each of them.
    places: Vec<u32>,
}

impl Arranged {
    fn of(imported: u32, order: Vec<usize>) -> Arranged {
        let mut places = vec![0; order.len()];
        for (place, function) in (0..).zip(&order) {
            places[*function] = place;
        }
        Arranged {
            imported,
            order,
            places,
        }
    }
}

impl Reencode for Arranged {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(match function.checked_sub(self.imported) {
            Some(own) => self.imported + self.places[own as usize],
            None => function,
        })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for function in &self.order {
            functions.function(types[*function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section
            .into_iter()
            .collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for function in self.order.clone() {
            utils::parse_function_body(self, code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        ImportSection, RefType, TableSection, TableType, TypeSection, ValType,
    };
    use wasmparser::{ExternalKind, Operator};

    use super::*;

    const COUNT: u32 = 40;
    const IMPORTED: u32 = 2;

    /// Functions of two kinds by turns, each of which calls another, stands in a table and is exported by its number.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        let mut exports = ExportSection::new();
        for function in 0..IMPORTED {
            imports.import("host", &function.to_string(), EntityType::Function(0));
        }
        for function in 0..COUNT {
            functions.function(function % 2);
            let mut body = Function::new([]);
            let mut say = body.instructions();
            for step in 0..10 {
                say.i32_const(if function % 2 == 0 {
                    step
                } else {
                    -step * 1_000
                })
                .drop();
            }
            say.i32_const(function.cast_signed()).drop();
            // Of the kind that leaves nothing behind, or an imported one.
            say.call((function * 6) % (COUNT + IMPORTED));
            if function % 2 == 1 {
                say.i32_const(1);
            }
            say.end();
            code.function(&body);
            exports.export(&function.to_string(), ExportKind::Func, IMPORTED + function);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: u64::from(COUNT),
            maximum: None,
            shared: false,
        });
        let all: Vec<u32> = (IMPORTED..IMPORTED + COUNT).collect();
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &ConstExpr::i32_const(0),
            Elements::Functions(all.into()),
        );
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// What each function is: its type, its numbers and what it calls by name; and the names in the table.
    fn read(wasm: &[u8]) -> (BTreeMap<String, String>, Vec<String>, Vec<u32>) {
        let (mut types, mut bodies, mut table) = (Vec::new(), Vec::new(), Vec::new());
        let mut names: BTreeMap<u32, String> = (0..IMPORTED)
            .map(|function| (function, format!("host {function}")))
            .collect();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("a section") {
                Payload::FunctionSection(section) => {
                    types = section
                        .into_iter()
                        .collect::<Result<_, _>>()
                        .expect("types");
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.expect("an export");
                        assert_eq!(export.kind, ExternalKind::Func);
                        names.insert(export.index, String::from(export.name));
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let wasmparser::ElementItems::Functions(items) = element.expect("it").items
                        else {
                            panic!("functions are wanted");
                        };
                        table = items.into_iter().collect::<Result<_, _>>().expect("items");
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let mut functions = BTreeMap::new();
        let mut order = Vec::new();
        for ((index, body), ty) in (IMPORTED..).zip(&bodies).zip(types) {
            let mut text = format!("type {ty}");
            for operator in body.get_operators_reader().expect("a body") {
                text += &match operator.expect("an operator") {
                    Operator::Call { function_index } => {
                        format!("; call {}", names[&function_index])
                    }
                    other => format!("; {other:?}"),
                };
            }
            functions.insert(names[&index].clone(), text);
            order.push(names[&index].parse().expect("a number"));
        }
        let table = table
            .iter()
            .map(|function| names[function].clone())
            .collect();
        (functions, table, order)
    }

    #[test]
    fn only_the_order_is_another() {
        let before = module();
        let after = arrange(&before).expect("a module");
        let (functions, table, order) = read(&before);
        let (functions_after, table_after, order_after) = read(&after);
        assert_eq!(functions.len(), COUNT as usize);
        assert_eq!((functions_after, table_after), (functions, table));
        assert!(order.is_sorted());
        assert!(!order_after.is_sorted());
        assert_eq!(arrange(&before), Ok(after));
    }

    #[test]
    fn those_that_are_alike_stand_side_by_side() {
        let order = read(&arrange(&module()).expect("a module")).2;
        let changes = order
            .windows(2)
            .filter(|pair| pair[0] % 2 != pair[1] % 2)
            .count();
        assert_eq!(changes, 1, "{order:?}");
    }

    #[test]
    fn what_is_no_wasm_says_so() {
        let error = arrange(b"<!doctype html>").expect_err("no Wasm");
        assert!(error.starts_with("the Wasm cannot be read"), "{error}");
    }
}
