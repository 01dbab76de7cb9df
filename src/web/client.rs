//! Where a request comes from: the network that tries are counted by.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// The field in which each proxy adds whom it was asked by, at its end.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The network of whoever asks. `hops` proxies in front are believed (`GLOS_TRUST_PROXY`), and what stands before them in the
/// field is not: anybody may have written it.
pub fn network(parts: &Parts, hops: usize) -> String {
    let peer = parts.extensions.get::<Peer>().map(|peer| peer.0);
    let address = if hops == 0 { None } else { forwarded(&parts.headers, hops) };
    address.or(peer).map_or_else(|| "unknown".to_owned(), of)
}

fn forwarded(headers: &HeaderMap, hops: usize) -> Option<IpAddr> {
    let fields = headers.get_all(FORWARDED_FOR).into_iter().filter_map(|field| field.to_str().ok());
    let told: Vec<&str> = fields.flat_map(|field| field.split(',')).map(str::trim).collect();
    told.len().checked_sub(hops).and_then(|index| parsed(told.get(index)?))
}

/// An address as proxies write it: some with its port.
fn parsed(told: &str) -> Option<IpAddr> {
    let alone = told.trim_start_matches('[').trim_end_matches(']');
    alone.parse().ok().or_else(|| told.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// An address of IPv6 counts with the 64 bits that a household or a server gets (RFC 6177), one of IPv4 by itself.
fn of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(peer: &str, forwarded: &[&str], hops: usize) -> String {
        let mut request = axum::http::Request::builder();
        for field in forwarded {
            request = request.header(FORWARDED_FOR, *field);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts.extensions.insert(Peer(peer.parse().unwrap()));
        network(&parts, hops)
    }

    #[test]
    fn only_what_our_own_proxies_say_is_believed() {
        assert_eq!(asked("192.0.2.1", &["198.51.100.7"], 0), "192.0.2.1");
        assert_eq!(asked("10.0.0.1", &["6.6.6.6, 198.51.100.7"], 1), "198.51.100.7");
        assert_eq!(asked("10.0.0.1", &["6.6.6.6", "198.51.100.7", "10.0.0.2"], 2), "198.51.100.7");
        assert_eq!(asked("10.0.0.1", &["nonsense"], 1), "10.0.0.1");
        assert_eq!(asked("10.0.0.1", &[], 1), "10.0.0.1");
    }

    #[test]
    fn a_proxy_that_writes_ports_is_understood() {
        assert_eq!(asked("10.0.0.1", &["198.51.100.7:4711"], 1), "198.51.100.7");
        assert_eq!(asked("10.0.0.1", &["[2001:db8:1:2::9]:4711"], 1), "2001:db8:1:2::/64");
        assert_eq!(asked("10.0.0.1", &["[2001:db8:1:2::9]"], 1), "2001:db8:1:2::/64");
    }

    #[test]
    fn a_household_is_one_network() {
        assert_eq!(asked("2001:db8:1:2:aaaa::1", &[], 0), "2001:db8:1:2::/64");
        assert_eq!(asked("::ffff:192.0.2.1", &[], 0), "192.0.2.1");
    }
}
