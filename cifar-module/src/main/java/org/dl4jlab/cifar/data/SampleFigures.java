package org.dl4jlab.cifar.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * The ten figures of the built-in sample, each within the square from (-1, -1) to (1, 1), y
 * downwards. {@code body} is the figure's colour, {@code detail} that of its parts.
 */
enum SampleFigures {
  AIRPLANE {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, ellipse(0, 0, 0.95, 0.17));
      fill(g, detail, polygon(-0.1, 0, 0.25, 0, -0.25, 0.75, -0.45, 0.75));
      fill(g, detail, polygon(-0.1, 0, 0.25, 0, -0.25, -0.6, -0.45, -0.6));
      fill(g, body, polygon(-0.9, 0, -0.6, 0, -0.85, -0.5, -1, -0.5));
    }
  },
  AUTOMOBILE {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, rectangle(-0.95, -0.1, 1.9, 0.45));
      fill(g, body, polygon(-0.6, -0.1, -0.35, -0.5, 0.35, -0.5, 0.6, -0.1));
      fill(g, detail, ellipse(-0.5, 0.38, 0.22, 0.22));
      fill(g, detail, ellipse(0.5, 0.38, 0.22, 0.22));
    }
  },
  BIRD {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, ellipse(-0.05, 0.1, 0.6, 0.32));
      fill(g, body, ellipse(0.55, -0.25, 0.24, 0.24));
      fill(g, detail, polygon(0.75, -0.3, 1, -0.2, 0.75, -0.12));
      fill(g, detail, polygon(-0.3, 0, 0.25, 0, -0.35, -0.6));
      line(g, detail, 0, 0.4, 0, 0.8);
    }
  },
  CAT {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, ellipse(0, 0.1, 0.65, 0.6));
      fill(g, body, polygon(-0.6, -0.1, -0.5, -0.85, -0.1, -0.4));
      fill(g, body, polygon(0.6, -0.1, 0.5, -0.85, 0.1, -0.4));
      eyes(g, detail, 0.25, 0);
      fill(g, detail, polygon(-0.1, 0.22, 0.1, 0.22, 0, 0.36));
    }
  },
  DEER {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      quadruped(g, body);
      line(g, detail, 0.72, -0.5, 0.6, -0.95);
      line(g, detail, 0.72, -0.5, 0.95, -0.95);
      line(g, detail, 0.65, -0.75, 0.4, -0.85);
    }
  },
  DOG {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, ellipse(0, 0, 0.6, 0.6));
      fill(g, detail, ellipse(-0.62, 0.05, 0.18, 0.48));
      fill(g, detail, ellipse(0.62, 0.05, 0.18, 0.48));
      eyes(g, detail, 0.22, -0.12);
      fill(g, detail, ellipse(0, 0.32, 0.18, 0.13));
    }
  },
  FROG {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, ellipse(0, 0.25, 0.85, 0.42));
      fill(g, body, ellipse(-0.42, -0.22, 0.25, 0.25));
      fill(g, body, ellipse(0.42, -0.22, 0.25, 0.25));
      eyes(g, detail, 0.42, -0.22);
      line(g, detail, -0.45, 0.35, 0.45, 0.35);
    }
  },
  HORSE {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      quadruped(g, body);
      line(g, detail, 0.3, -0.2, 0.55, -0.62);
      line(g, detail, -0.65, 0, -0.95, 0.45);
    }
  },
  SHIP {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, polygon(-0.95, 0.2, 0.95, 0.2, 0.6, 0.65, -0.65, 0.65));
      fill(g, detail, rectangle(-0.45, -0.2, 0.7, 0.4));
      line(g, detail, 0, -0.2, 0, -0.9);
    }
  },
  TRUCK {
    @Override
    void paint(Graphics2D g, Color body, Color detail) {
      fill(g, body, rectangle(-0.95, -0.6, 1.25, 0.95));
      fill(g, body, polygon(0.38, -0.2, 0.75, -0.2, 0.95, 0.1, 0.95, 0.35, 0.38, 0.35));
      fill(g, detail, ellipse(-0.65, 0.4, 0.2, 0.2));
      fill(g, detail, ellipse(-0.1, 0.4, 0.2, 0.2));
      fill(g, detail, ellipse(0.65, 0.4, 0.2, 0.2));
    }
  };

  private static final BasicStroke PEN =
      new BasicStroke(0.13f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  abstract void paint(Graphics2D g, Color body, Color detail);

  private static void quadruped(Graphics2D g, Color body) {
    fill(g, body, ellipse(-0.1, 0.05, 0.58, 0.27));
    for (double x : new double[] {-0.55, -0.35, 0.15, 0.35}) {
      line(g, body, x, 0.1, x, 0.85);
    }
    fill(g, body, polygon(0.2, 0, 0.5, 0.1, 0.8, -0.45, 0.6, -0.6));
    fill(g, body, ellipse(0.78, -0.45, 0.22, 0.13));
  }

  private static void eyes(Graphics2D g, Color colour, double x, double y) {
    fill(g, colour, ellipse(-x, y, 0.1, 0.1));
    fill(g, colour, ellipse(x, y, 0.1, 0.1));
  }

  private static Shape ellipse(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  private static Shape rectangle(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x, y, width, height);
  }

  private static Shape polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static void fill(Graphics2D g, Color colour, Shape shape) {
    g.setColor(colour);
    g.fill(shape);
  }

  private static void line(Graphics2D g, Color colour, double x1, double y1, double x2, double y2) {
    g.setColor(colour);
    g.setStroke(PEN);
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }
}
