package org.dl4jlab.augment;

import java.util.List;
import java.util.stream.Stream;
import org.dl4jlab.augment.ImageChange.Colour;
import org.dl4jlab.augment.ImageChange.Crop;
import org.dl4jlab.augment.ImageChange.Cutout;
import org.dl4jlab.augment.ImageChange.Flip;

/** Understands {@code flip,crop:4,cutout:8,colour:0.2}. */
final class ChangeReader {

  private static final int MOST_PIXELS = 1024;

  private ChangeReader() {}

  static List<ImageChange> read(String text) {
    return Stream.of(text.split(",", -1)).map(change -> one(change.strip())).toList();
  }

  private static ImageChange one(String text) {
    int colon = text.indexOf(':');
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    return switch (colon < 0 ? text : text.substring(0, colon)) {
      case "flip" -> flip(text, rest);
      case "crop" -> crop(text, rest);
      case "cutout" -> new Cutout(pixels(text, rest, "cutout:8"));
      case "colour", "color" -> colour(text, rest);
      default ->
          throw new IllegalArgumentException(
              "Images can be changed by flip, crop, cutout and colour, as in flip,crop:4,cutout:8,colour:0.2, not by '%s'"
                  .formatted(text));
    };
  }

  private static Flip flip(String text, String rest) {
    return switch (rest) {
      case "" -> new Flip(false);
      case "alternate" -> new Flip(true);
      default -> throw refused(text, "flip or flip:alternate");
    };
  }

  private static Crop crop(String text, String rest) {
    String black = ":black";
    boolean reflect = !rest.endsWith(black);
    String margin = reflect ? rest : rest.substring(0, rest.length() - black.length());
    return new Crop(pixels(text, margin, "crop:4, or crop:4:black"), reflect);
  }

  private static Colour colour(String text, String rest) {
    try {
      double strength = Double.parseDouble(rest);
      if (strength > 0 && strength <= 1) {
        return new Colour(strength);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw refused(text, "such as colour:0.2, above 0 and at most 1");
  }

  private static int pixels(String text, String number, String example) {
    try {
      int pixels = Integer.parseInt(number);
      if (pixels >= 1 && pixels <= MOST_PIXELS) {
        return pixels;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw refused(text, "a number of pixels, such as " + example);
  }

  private static IllegalArgumentException refused(String text, String expected) {
    return new IllegalArgumentException("'%s' must be %s".formatted(text, expected));
  }
}
