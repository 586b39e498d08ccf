package org.dl4jlab.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.Classification;

/**
 * Which pixels of an image decided what a classifier takes it for. A grey square is slid over the
 * image; what the answer's probability loses by it is counted for the pixels that it covers, and
 * each pixel gets the mean of its squares (Zeiler and Fergus, <a
 * href="https://arxiv.org/abs/1311.2901">Visualizing and Understanding Convolutional Networks</a>,
 * 2014, section 4.2).
 *
 * @param answer the class that the image is taken for
 * @param values {@code [height][width]}: the probability, -1 to 1, that the answer loses without
 *     the pixel; below 0 where the pixel speaks against it
 */
public record OcclusionMap(int answer, float[][] values) {

  private static final byte GREY = (byte) 128;

  /** A square's side is this part of the image's shorter side, a step half of it. */
  private static final int SQUARES_A_SIDE = 4;

  /** Predicts images. */
  @FunctionalInterface
  public interface Classifier {

    /**
     * @return {@code [size][classes]}, or {@code [size][1]} of a single probability
     */
    float[][] probabilities(ImageBatch images);
  }

  /** A square as far as it lies on the image, from its first row and column to before its last. */
  private record Square(int top, int left, int bottom, int right) {}

  /**
   * Asks the classifier once, for the image and some 80 copies of it.
   *
   * @param image a batch of one
   */
  public static OcclusionMap of(Classifier classifier, ImageBatch image) {
    return of(image, classifier.probabilities(copies(image)));
  }

  /**
   * What a classifier has to be asked about: the image, and behind it a copy for each square.
   *
   * @param image a batch of one
   */
  public static ImageBatch copies(ImageBatch image) {
    return occluded(image, squaresOn(image));
  }

  /**
   * The same from the answers.
   *
   * @param probabilities {@code [copies][classes]}: of the {@link #copies}
   */
  public static OcclusionMap of(ImageBatch image, float[][] probabilities) {
    int height = image.shape()[2];
    int width = image.shape()[3];
    List<Square> squares = squaresOn(image);
    if (probabilities.length != squares.size() + 1) {
      throw new IllegalArgumentException(
          "%d answers are not those to the image and its %d copies"
              .formatted(probabilities.length, squares.size()));
    }
    int answer = Classification.of(probabilities[0]);
    double whole = Classification.probability(probabilities[0], answer);
    float[][] lost = new float[height][width];
    int[][] covered = new int[height][width];
    for (int i = 0; i < squares.size(); i++) {
      float loss = (float) (whole - Classification.probability(probabilities[i + 1], answer));
      Square square = squares.get(i);
      for (int row = square.top(); row < square.bottom(); row++) {
        for (int column = square.left(); column < square.right(); column++) {
          lost[row][column] += loss;
          covered[row][column]++;
        }
      }
    }
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        lost[row][column] /= covered[row][column];
      }
    }
    return new OcclusionMap(answer, lost);
  }

  /** They begin and end beyond the image's edges, so that as many cover each pixel. */
  private static List<Square> squaresOn(ImageBatch image) {
    if (image.size() != 1) {
      throw new IllegalArgumentException("One image is looked at, not %d".formatted(image.size()));
    }
    int height = image.shape()[2];
    int width = image.shape()[3];
    int side = Math.max(1, Math.min(height, width) / SQUARES_A_SIDE);
    int step = Math.max(1, side / 2);
    List<Square> squares = new ArrayList<>();
    for (int top = step - side; top < height; top += step) {
      for (int left = step - side; left < width; left += step) {
        squares.add(
            new Square(
                Math.max(0, top),
                Math.max(0, left),
                Math.min(height, top + side),
                Math.min(width, left + side)));
      }
    }
    return squares;
  }

  /** The image itself, and behind it a copy for each square. */
  private static ImageBatch occluded(ImageBatch image, List<Square> squares) {
    int[] shape = image.shape().clone();
    int imageBytes = image.pixels().length;
    shape[0] = squares.size() + 1;
    byte[] pixels = new byte[Math.multiplyExact(shape[0], imageBytes)];
    for (int copy = 0; copy < shape[0]; copy++) {
      System.arraycopy(image.pixels(), 0, pixels, copy * imageBytes, imageBytes);
    }
    for (int i = 0; i < squares.size(); i++) {
      cover(pixels, (i + 1) * imageBytes, shape, squares.get(i));
    }
    int[] classes = new int[shape[0]];
    Arrays.fill(classes, image.classes()[0]);
    return new ImageBatch(shape, pixels, classes, image.classCount());
  }

  private static void cover(byte[] pixels, int from, int[] shape, Square square) {
    int height = shape[2];
    int width = shape[3];
    for (int channel = 0; channel < shape[1]; channel++) {
      for (int row = square.top(); row < square.bottom(); row++) {
        int start = from + (channel * height + row) * width;
        Arrays.fill(pixels, start + square.left(), start + square.right(), GREY);
      }
    }
  }
}
