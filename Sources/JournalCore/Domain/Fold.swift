@_spi(_Unicode) import Swift

/// Text as search compares it: case folded, composed and decomposed forms equal, marks on Latin, Greek and Cyrillic
/// letters dropped (`docs/definitions.md` A19).
public func folded(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
  var out = String.UnicodeScalarView()
  var plainBase = false
  for scalar in text.lowercased()._nfd {
    let isMark = scalar.properties.canonicalCombiningClass != .notReordered
    if isMark, plainBase { continue }
    if !isMark {
      plainBase =
        switch scalar.value {
        case 0x41...0x24F, 0x370...0x52F, 0x1E00...0x1FFF: true
        default: false
        }
    }
    switch scalar {
    case "ß": out.append(contentsOf: "ss".unicodeScalars)
    case "ς": out.append("σ")
    case "\u{FB00}": out.append(contentsOf: "ff".unicodeScalars)
    case "\u{FB01}": out.append(contentsOf: "fi".unicodeScalars)
    case "\u{FB02}": out.append(contentsOf: "fl".unicodeScalars)
    case "\u{FB03}": out.append(contentsOf: "ffi".unicodeScalars)
    case "\u{FB04}": out.append(contentsOf: "ffl".unicodeScalars)
    case "\u{FB05}", "\u{FB06}": out.append(contentsOf: "st".unicodeScalars)
    default: out.append(scalar)
    }
  }
  // Composed, so that a letter is not found in another that is written with it: か is not a part of が.
  return String(String.UnicodeScalarView(String(out)._nfc))
}

/// Text in its composed form, so that the same letters are the same bytes whoever typed them.
func composed(_ text: String) -> String {
  var out = String.UnicodeScalarView()
  for scalar in text._nfc { out.append(scalar) }
  return String(out)
}
