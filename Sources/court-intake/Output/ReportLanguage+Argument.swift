public import ArgumentParser
public import XMLSignature

extension ReportLanguage: ExpressibleByArgument {}
