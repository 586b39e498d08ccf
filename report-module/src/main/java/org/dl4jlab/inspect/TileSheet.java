package org.dl4jlab.inspect;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.dl4jlab.report.Palette;

/** Small images in rows, enlarged without blur, with two lines of text under each. */
final class TileSheet {

  private static final int WIDTH = 1560;
  private static final int MARGIN = 40;
  private static final int GAP = 12;
  private static final int HEAD = 120;
  private static final int LARGEST = 220;
  private static final int LARGE_ONES = 6;
  private static final int WIDE = 90;

  /** An image and what is written under it. */
  record Tile(BufferedImage image, String name, String numbers) {}

  private TileSheet() {}

  static BufferedImage draw(String title, String explanation, List<Tile> tiles) {
    int columns =
        Math.max(
            (int) Math.ceil(Math.sqrt(2.0 * tiles.size())), Math.min(LARGE_ONES, tiles.size()));
    int size = Math.min(LARGEST, (WIDTH - 2 * MARGIN + GAP) / columns - GAP);
    float font = size >= WIDE ? 16 : 12;
    int line = Math.round(font * 1.35f);
    int rows = (tiles.size() + columns - 1) / columns;
    int rowHeight = size + 2 * line + 3 * GAP / 2;
    BufferedImage sheet = Palette.sheet(WIDTH, HEAD + rows * rowHeight + MARGIN / 2);
    Graphics2D g = Palette.brush(sheet);
    g.setFont(Palette.bold(26));
    Palette.centred(g, title, WIDTH / 2, 52, WIDTH - 2 * MARGIN);
    g.setFont(Palette.font(18));
    Palette.centred(g, explanation, WIDTH / 2, 86, WIDTH - 2 * MARGIN);
    for (int i = 0; i < tiles.size(); i++) {
      int x = MARGIN + i % columns * (size + GAP);
      int y = HEAD + i / columns * rowHeight;
      Tile tile = tiles.get(i);
      // Nearest neighbour is Java2D's default: the pixels stay sharp.
      g.drawImage(tile.image(), x, y, size, size, null);
      g.setColor(Palette.GREY);
      g.drawRect(x - 1, y - 1, size + 1, size + 1);
      g.setColor(Palette.INK);
      g.setFont(Palette.bold(font));
      Palette.centred(g, tile.name(), x + size / 2, y + size + line, size + GAP);
      g.setFont(Palette.font(font));
      Palette.centred(g, tile.numbers(), x + size / 2, y + size + 2 * line, size + GAP);
    }
    g.dispose();
    return sheet;
  }
}
