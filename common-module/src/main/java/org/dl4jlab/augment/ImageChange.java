package org.dl4jlab.augment;

import java.util.SplittableRandom;

/** What is done to an image before it is trained on. Its text is what a person types for it. */
sealed interface ImageChange {

  void apply(Canvas image, Occasion occasion);

  /** How far it reaches into an image beyond an edge, in pixels. */
  default int reach() {
    return 0;
  }

  /**
   * Left and right turned round.
   *
   * @param alternating every other epoch, half of the images in the first (K. Jordan, "94% on
   *     CIFAR-10 in 3.29 Seconds on a Single GPU", 2024); or by chance, one time in two
   */
  record Flip(boolean alternating) implements ImageChange {

    @Override
    public void apply(Canvas image, Occasion occasion) {
      boolean flipped =
          alternating
              ? occasion.bit() == (occasion.epoch() % 2 == 0)
              : occasion.random('F').nextBoolean();
      if (flipped) {
        image.flip();
      }
    }

    @Override
    public String toString() {
      return alternating ? "flip:alternate" : "flip";
    }
  }

  /**
   * The image out of its place by up to so many pixels in each direction, each place as likely as
   * another.
   *
   * @param reflect what comes in at the edge: the image mirrored, or black
   */
  record Crop(int margin, boolean reflect) implements ImageChange {

    @Override
    public void apply(Canvas image, Occasion occasion) {
      SplittableRandom random = occasion.random('C');
      int down = random.nextInt(-margin, margin + 1);
      int right = random.nextInt(-margin, margin + 1);
      image.move(down, right, reflect);
    }

    @Override
    public int reach() {
      return margin;
    }

    @Override
    public String toString() {
      return "crop:" + margin + (reflect ? "" : ":black");
    }
  }

  /**
   * A grey square at a random place, parts of it perhaps outside of the image (DeVries and Taylor,
   * "Improved Regularization of Convolutional Neural Networks with Cutout", 2017).
   *
   * @param side in pixels
   */
  record Cutout(int side) implements ImageChange {

    private static final byte GREY = (byte) 128;

    @Override
    public void apply(Canvas image, Occasion occasion) {
      SplittableRandom random = occasion.random('O');
      int top = random.nextInt(image.height()) - side / 2;
      int left = random.nextInt(image.width()) - side / 2;
      image.fill(top, left, side, side, GREY);
    }

    @Override
    public String toString() {
      return "cutout:" + side;
    }
  }

  /**
   * Brightness and contrast: bytes times a factor, then their distance from the image's mean times
   * another, each between {@code 1 - strength} and {@code 1 + strength}.
   */
  record Colour(double strength) implements ImageChange {

    @Override
    public void apply(Canvas image, Occasion occasion) {
      SplittableRandom random = occasion.random('B');
      double brightness = 1 + strength * (2 * random.nextDouble() - 1);
      double contrast = 1 + strength * (2 * random.nextDouble() - 1);
      image.replace(table(brightness, contrast, image.mean()));
    }

    /** What becomes of each byte in an image of this mean. */
    static byte[] table(double brightness, double contrast, double mean) {
      byte[] table = new byte[256];
      for (int value = 0; value < table.length; value++) {
        double changed = brightness * (mean + contrast * (value - mean));
        table[value] = (byte) Math.max(0, Math.min(255, Math.round(changed)));
      }
      return table;
    }

    @Override
    public String toString() {
      return "colour:" + strength;
    }
  }
}
