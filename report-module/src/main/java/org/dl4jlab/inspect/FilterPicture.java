package org.dl4jlab.inspect;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dl4jlab.inspect.TileSheet.Tile;

/** Filters as colour images: {@code filters.png}. */
public final class FilterPicture {

  private FilterPicture() {}

  public static BufferedImage draw(Filters filters, String title) {
    return TileSheet.draw(
        "Filters of %s: %s".formatted(filters.layer(), title),
        "Each tile shows one filter's weights: mid-grey is 0, full colour its largest (± the number). Red, green and blue are the image's channels.",
        IntStream.range(0, filters.count()).mapToObj(i -> tile(filters, i)).toList());
  }

  private static Tile tile(Filters filters, int filter) {
    return new Tile(
        image(filters.weights()[filter], filters.largest(filter)),
        "#" + filter,
        String.format(Locale.ROOT, "±%.2g", filters.largest(filter)));
  }

  /** From {@code -largest}, which is black, to {@code largest}. */
  static BufferedImage image(float[][][] planes, float largest) {
    int height = planes[0].length;
    int width = planes[0][0].length;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int rgb = 0;
        for (int colour = 0; colour < 3; colour++) {
          float weight = planes[Math.min(colour, planes.length - 1)][row][column];
          float share = largest == 0 ? 0 : weight / largest;
          rgb = rgb << 8 | Math.round((share + 1) / 2 * 255);
        }
        image.setRGB(column, row, rgb);
      }
    }
    return image;
  }
}
