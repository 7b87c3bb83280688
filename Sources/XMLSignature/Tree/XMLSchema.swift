import CLibXML2

/// A compiled W3C XML Schema. Compiling is done once; one schema may validate many documents at the same time.
public final class XMLSchema: @unchecked Sendable {
  // Sendable by hand: libxml2 does not write to a schema after it is compiled.
  let handle: xmlSchemaPtr

  /// Compiles a schema that stands alone (no imports).
  /// - Returns: Nil when the text is not a schema.
  public init?(compiling text: some Sequence<UInt8>) {
    xmlInitParser()
    let bytes = Array(text)
    let handle = bytes.withUnsafeBytes { buffer -> xmlSchemaPtr? in
      guard
        let context = xmlSchemaNewMemParserCtxt(
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
      else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      // Without a handler libxml2 prints to the standard error stream.
      xmlSchemaSetParserStructuredErrors(context, { _, _ in }, nil)
      return xmlSchemaParse(context)
    }
    guard let handle else { return nil }
    self.handle = handle
  }

  deinit { xmlSchemaFree(handle) }
}
