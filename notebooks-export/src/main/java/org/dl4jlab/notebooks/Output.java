package org.dl4jlab.notebooks;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What a code cell has left: an output of nbformat 4.5. */
public sealed interface Output {

  /** Printed text. */
  record Stream(String outputType, String name, String text) implements Output {}

  /**
   * Something shown in the richest form that a viewer knows.
   *
   * @param data by media type: text as it is, pictures in Base64
   */
  record Display(String outputType, Map<String, String> data, Map<String, Object> metadata)
      implements Output {}

  /** What goes to the standard output. */
  static Output printed(String text) {
    return new Stream("stream", "stdout", text);
  }

  /** A PNG file. */
  static Output picture(byte[] png) {
    return display(Map.of("image/png", Base64.getEncoder().encodeToString(png)));
  }

  /**
   * @param plain for viewers without HTML
   */
  static Output html(String html, String plain) {
    return display(Map.of("text/html", html, "text/plain", plain));
  }

  private static Output display(Map<String, String> data) {
    return new Display("display_data", new TreeMap<>(data), Map.of());
  }
}
