//! The rounds of the search: candidates, scores, what they teach, and again.

use super::blocking::candidates;
use super::collection::Collection;
use super::evidence::{Judge, Names};
use super::options::Options;
use super::rates::{Links, Rates};
use super::thing::Thing;
use super::weight::Weights;
use rayon::prelude::*;

pub(crate) struct Scored {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) nats: f64,
    pub(crate) score: f64,
}

pub(crate) struct Search<'a> {
    pub(crate) collection: Collection<'a>,
    pub(crate) scored: Vec<Scored>,
}

pub(crate) fn search<'a>(things: &'a [Thing], options: &Options, rounds: usize) -> Search<'a> {
    let t=std::time::Instant::now();
    let collection = Collection::new(things, &options.words);
    eprintln!("collection {:?}", t.elapsed());
    let mut weights = Weights::new(&collection, &options.words);
    let mut one: Vec<u32> = (0..collection.node_count).collect();
    let within = vec![false; collection.sizes.len()];
    let mut scored = Vec::new();
    let mut seeds: Vec<(u32, u32)> = Vec::new();
    for round in 0..rounds {
        let links = Links::new(&collection, &one);
        weights.weigh_nodes(&collection, &links.bags);
        let mut rates = Rates::new(&collection, &weights, &links);
        if round > 0 {
            rates.learn(&collection, &links, &Names::new(&collection, &weights), &seeds);
        }
        eprintln!("rates {:?} names {}", t.elapsed(), rates.of_names());
        let pairs = candidates(&collection, &weights, &links.bags, &within);
        eprintln!("pairs {} {:?}", pairs.len(), t.elapsed());
        let judge = Judge { collection: &collection, weights: &weights, rates: &rates, links: &links };
        let nats: Vec<f64> = pairs
            .par_iter()
            .with_min_len(64)
            .map(|&(left, right)| judge.nats(left as usize, right as usize))
            .collect();
        eprintln!("judged {:?}", t.elapsed());
        let mut best: Vec<[(f64, u32); 2]> = vec![[(f64::MIN, u32::MAX); 2]; collection.len()];
        for (&(left, right), &nats) in pairs.iter().zip(&nats) {
            for (a, b) in [(left, right), (right, left)] {
                let best = &mut best[a as usize];
                if nats > best[0].0 {
                    best[1] = best[0];
                    best[0] = (nats, b);
                } else if nats > best[1].0 {
                    best[1] = (nats, b);
                }
            }
        }
        seeds.clear();
        for a in 0..collection.len() {
            let [(first, b), (second, _)] = best[a];
            if b == u32::MAX || (b as usize) < a { continue; }
            let [(back, c), (second_back, _)] = best[b as usize];
            if c as usize == a && first > 8.0 && first > second + 2.0 && back > second_back + 2.0 {
                seeds.push((a as u32, b));
            }
        }
        eprintln!("seeds {}", seeds.len());
        for &(a, b) in &seeds {
            let (a, b) = (collection.nodes[a as usize], collection.nodes[b as usize]);
            one[b as usize] = one[a as usize];
        }
        scored = pairs.iter().zip(&nats).map(|(&(left, right), &nats)| Scored { left, right, nats, score: 0.0 }).collect();
        if round + 1 == rounds {
            if std::env::var("RATES").is_ok() { rates.dump(&collection); }
        }
    }
    Search { collection, scored }
}
