package org.dl4jlab.page;

import java.util.Locale;

/** Shapes that tell curves apart where colours do not, 7 pixels wide. */
enum Marker {
  CIRCLE("m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"),
  DIAMOND("m0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z"),
  SQUARE("m-3-3h6v6h-6z"),
  TRIANGLE("m0-4l4 7h-8z"),
  TURNED_TRIANGLE("m0 4l4-7h-8z"),
  PLUS("m-1-4h2v3h3v2h-3v3h-2v-3h-3v-2h3z"),
  BOW("m-4-3.5l8 7v-7l-8 7z"),
  BAR("m-1.2-4.5h2.4v9h-2.4z");

  private final String outline;

  Marker(String outline) {
    this.outline = outline;
  }

  /** As a piece of an SVG path. */
  String at(double x, double y) {
    return String.format(Locale.ROOT, "M%.1f %.1f%s", x, y, outline);
  }
}
