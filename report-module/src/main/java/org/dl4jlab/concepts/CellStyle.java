package org.dl4jlab.concepts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import org.dl4jlab.report.Palette;

/** The look of a number's cell. Each differs from the others in more than its colour. */
enum CellStyle {
  /** Any number. */
  PLAIN(Palette.PAPER, Palette.INK, false, false),
  /** A zero that the padding adds: a dashed frame. */
  PADDING(new Color(0xF4, 0xF4, 0xF4), new Color(0x66, 0x66, 0x66), false, true),
  /** Under the kernel: bold. */
  WINDOW(Palette.pale(Palette.BLUE), Palette.INK, true, false),
  /** A number of the kernel. */
  KERNEL(Palette.pale(Palette.ORANGE), Palette.INK, false, false),
  /** An answer: bold. */
  ANSWER(Palette.pale(Palette.GREEN), Palette.INK, true, false),
  /** Dropped: crossed out. */
  DROPPED(new Color(0xF4, 0xF4, 0xF4), new Color(0x66, 0x66, 0x66), false, false),
  /** Not known yet: no number. */
  EMPTY(Palette.PAPER, Palette.PAPER, false, false);

  private final Color ground;
  private final Color ink;
  private final boolean bold;
  private final boolean dashed;

  CellStyle(Color ground, Color ink, boolean bold, boolean dashed) {
    this.ground = ground;
    this.ink = ink;
    this.bold = bold;
    this.dashed = dashed;
  }

  void paint(Graphics2D g, String number, int x, int y, int cell) {
    g.setColor(ground);
    g.fillRect(x, y, cell, cell);
    g.setColor(Palette.GREY);
    g.setStroke(
        dashed
            ? new BasicStroke(
                1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0)
            : new BasicStroke(1));
    g.drawRect(x, y, cell, cell);
    if (this == DROPPED) {
      g.drawLine(x, y, x + cell, y + cell);
      g.drawLine(x, y + cell, x + cell, y);
    }
    g.setColor(ink);
    float size = Math.min(24, cell * 0.46f);
    g.setFont(font(size));
    while (size > 8 && g.getFontMetrics().stringWidth(number) > cell - 6) {
      size--;
      g.setFont(font(size));
    }
    Palette.centred(g, number, x + cell / 2, y + cell / 2 + Math.round(size * 0.36f), cell);
  }

  private Font font(float size) {
    return bold ? Palette.bold(size) : Palette.font(size);
  }
}
