package org.dl4jlab.inspect;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.inspect.FeatureMaps.Range;
import org.dl4jlab.inspect.TileSheet.Tile;

/** A layer's feature maps behind the image that they are of. */
public final class FeatureMapPicture {

  private FeatureMapPicture() {}

  /**
   * @param image what the network sees
   * @param title names network and image
   */
  public static BufferedImage draw(FeatureMaps maps, BufferedImage image, String title) {
    boolean units = maps.shape().get(1) == 1 && maps.shape().get(2) == 1;
    List<Tile> tiles = new ArrayList<>();
    tiles.add(new Tile(image, "image", ""));
    for (int i = 0; i < maps.maps().length; i++) {
      Range own = maps.range(i);
      String numbers =
          units ? number(own.least()) : number(own.least()) + "…" + number(own.largest());
      tiles.add(new Tile(grey(maps.maps()[i], units ? maps.range() : own), "#" + i, numbers));
    }
    return TileSheet.draw(
        "%s of %s".formatted(maps.layer(), title),
        units
            ? "Each tile shows one unit's activation, black (the layer's lowest) to white (its highest); the number is its value."
            : "Each tile shows one filter's response, black (lowest) to white (highest); the numbers are these two.",
        tiles);
  }

  private static String number(float value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.equals("-0.0") ? "0.0" : text.replace('-', '−');
  }

  static BufferedImage grey(float[][] map, Range range) {
    BufferedImage picture =
        new BufferedImage(map[0].length, map.length, BufferedImage.TYPE_INT_RGB);
    float width = range.largest() > range.least() ? range.largest() - range.least() : 1;
    for (int row = 0; row < map.length; row++) {
      for (int column = 0; column < map[row].length; column++) {
        int level = Math.round((map[row][column] - range.least()) / width * 255);
        picture.setRGB(column, row, level << 16 | level << 8 | level);
      }
    }
    return picture;
  }
}
