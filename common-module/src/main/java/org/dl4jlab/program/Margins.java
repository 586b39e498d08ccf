package org.dl4jlab.program;

/** Rows and columns around an image; a series is an image of width 1. */
public record Margins(long top, long bottom, long left, long right) {

  /** Where the image begins within its margins: {@code [batch, channels, height, width]}. */
  public long[] from() {
    return new long[] {0, 0, top, left};
  }

  /** The shape of an image with these margins. */
  public long[] with(long[] image) {
    return new long[] {image[0], image[1], image[2] + top + bottom, image[3] + left + right};
  }

  /** The shape of what is left when they are cut off. */
  public long[] without(long[] image) {
    return new long[] {image[0], image[1], image[2] - top - bottom, image[3] - left - right};
  }
}
