//! Who is asked: one verdict a clause, and each role once with its clauses and whom it escalates to.

use std::rc::Rc;

use super::Writer;
use crate::library::model::Role;
use crate::report::{self, Approval, ClauseVerdict, Decision};

impl<'a> Writer<'_, '_, 'a> {
    pub(super) fn clauses(&self, findings: &[Rc<report::Finding>]) -> Vec<ClauseVerdict> {
        let mut verdicts: Vec<ClauseVerdict> = Vec::new();
        for (finding, source) in findings.iter().zip(self.parts.findings) {
            let data = self.clause(source.clause);
            let row_of = |name: &Option<String>| {
                name.as_ref()
                    .and_then(|name| data?.matrix.rows.iter().position(|row| row.name == *name))
            };
            match verdicts
                .iter_mut()
                .find(|verdict| verdict.id == finding.clause)
            {
                None => verdicts.push(ClauseVerdict {
                    id: finding.clause.clone(),
                    title: data.map_or_else(
                        || String::from("Passages of no clause"),
                        |clause| clause.title.clone(),
                    ),
                    risk: data.map_or("high", |clause| clause.risk.name()),
                    decision: finding.decision,
                    was: finding.was.clone(),
                    position: finding.position.clone(),
                    role: finding.role.clone(),
                    findings: vec![finding.id.clone()],
                }),
                Some(verdict) => {
                    verdict.findings.push(finding.id.clone());
                    // Of equal ones the later row's role is named, the executive first.
                    let rank = |decision: Decision,
                                position: &Option<String>,
                                role: &Option<String>| {
                        let executive = role.as_deref().is_some_and(|role| self.is_executive(role));
                        (decision, executive, row_of(position))
                    };
                    let worse = rank(finding.decision, &finding.position, &finding.role)
                        > rank(verdict.decision, &verdict.position, &verdict.role);
                    if worse {
                        verdict.decision = finding.decision;
                        verdict.position = finding.position.clone();
                        verdict.role = finding.role.clone();
                    }
                    if row_of(&finding.was) > row_of(&verdict.was) {
                        verdict.was = finding.was.clone();
                    }
                }
            }
        }
        verdicts
    }

    pub(super) fn is_executive(&self, role: &str) -> bool {
        self.role(role)
            .is_some_and(|role| role.escalates_to.is_none())
    }

    pub(super) fn role(&self, name: &str) -> Option<&'a Role> {
        self.parts
            .library
            .lists
            .roles
            .iter()
            .find(|role| role.name == name)
    }

    /// Each role once, with its clauses and whom it escalates to.
    pub(super) fn approvals(&self, clauses: &[ClauseVerdict]) -> Vec<Approval> {
        let mut approvals: Vec<Approval> = Vec::new();
        for verdict in clauses {
            let role = match verdict.decision {
                Decision::Accept => continue,
                Decision::LegalReview => Some("legal"),
                Decision::Approve | Decision::WalkAway => verdict.role.as_deref(),
            };
            let Some(role) = role else { continue };
            let clause = verdict.id.clone().unwrap_or_else(|| String::from("-"));
            if let Some(approval) = approvals.iter_mut().find(|approval| approval.role == role) {
                approval.clauses.push(clause);
                continue;
            }
            let data = self.role(role);
            let mut escalates_to = Vec::new();
            let mut next = data.and_then(|role| role.escalates_to.clone());
            while let Some(name) = next {
                // A circle in roles.md is the lint's to report; it shall not hang a check.
                if escalates_to.contains(&name) {
                    break;
                }
                next = self.role(&name).and_then(|role| role.escalates_to.clone());
                escalates_to.push(name);
            }
            approvals.push(Approval {
                role: String::from(role),
                function: data.map(|role| role.function.clone()).unwrap_or_default(),
                contact: data.and_then(|role| role.contact.clone()),
                reply_within: data.and_then(|role| role.reply_within.clone()),
                clauses: vec![clause],
                escalates_to,
            });
        }
        approvals
    }
}
