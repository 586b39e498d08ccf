package org.dl4jlab.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.dl4jlab.run.RunFolder;

/** Values as they stand in Java code, and the code of the library's own networks. */
final class JavaCode {

  private JavaCode() {}

  /** A string literal; Java's escapes include all that JSON writes. */
  static String literal(String text) {
    try {
      return RunFolder.JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This text is no JSON", e);
    }
  }

  /** A number of samples, or all. */
  static String limit(int samples) {
    return samples == Integer.MAX_VALUE ? "Integer.MAX_VALUE" : String.valueOf(samples);
  }

  /** The source of a class of {@code org.dl4jlab.nets}, from its first import on. */
  static String ofNetwork(String className) {
    return Template.resource("nets/" + className + ".java")
        .replaceFirst("package .*;\n+", "")
        .replaceFirst("\n *private " + className + "\\(\\) \\{}\n", "")
        .strip();
  }
}
