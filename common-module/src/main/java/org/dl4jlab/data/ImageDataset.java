package org.dl4jlab.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Labelled images of one size, kept as bytes: 150 MB for 50,000 images of 32x32 in three colours.
 */
public final class ImageDataset implements DivisibleDataset {

  private final int height;
  private final int width;
  private final int channels;
  private final byte[] pixels; // [count, channels, height, width], 0 to 255
  private final byte[] labels; // [count]
  private final List<String> classNames;

  /**
   * @param pixels {@code [count, channels, height, width]}, unsigned
   * @param labels {@code [count]}, each a position in {@code classNames}
   */
  public ImageDataset(
      int height, int width, int channels, byte[] pixels, byte[] labels, List<String> classNames) {
    if (pixels.length != (long) labels.length * channels * height * width) {
      throw new IllegalArgumentException(
          "%d bytes are not %d images of %d x %d x %d"
              .formatted(pixels.length, labels.length, channels, height, width));
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.pixels = pixels;
    this.labels = labels;
    this.classNames = List.copyOf(classNames);
  }

  @Override
  public int count() {
    return labels.length;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int channels() {
    return channels;
  }

  /** The classes' names, in the order of their numbers. */
  public List<String> classNames() {
    return classNames;
  }

  /** The class of an image. */
  public int label(int image) {
    return labels[image] & 0xFF;
  }

  /** A pixel's colour, 0 to 255. */
  public int pixel(int image, int row, int column, int channel) {
    return pixels[((image * channels + channel) * height + row) * width + column] & 0xFF;
  }

  /** How many images each class has. */
  public int[] classCounts() {
    int[] counts = new int[classNames.size()];
    for (byte label : labels) {
      counts[label & 0xFF]++;
    }
    return counts;
  }

  /** The first images, or all of them where there are not as many. */
  public ImageDataset first(int limit) {
    if (limit >= count()) {
      return this;
    }
    return new ImageDataset(
        height,
        width,
        channels,
        java.util.Arrays.copyOf(pixels, limit * imageBytes()),
        java.util.Arrays.copyOf(labels, limit),
        classNames);
  }

  /** The images of these numbers, in this order. */
  @Override
  public ImageDataset select(int[] numbers) {
    byte[] chosen = new byte[Math.multiplyExact(numbers.length, imageBytes())];
    byte[] chosenLabels = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(pixels, numbers[i] * imageBytes(), chosen, i * imageBytes(), imageBytes());
      chosenLabels[i] = labels[numbers[i]];
    }
    return new ImageDataset(height, width, channels, chosen, chosenLabels, classNames);
  }

  /**
   * The same images for a network that knows these classes, and perhaps more.
   *
   * @throws IllegalArgumentException when one of the images' classes is not among them
   */
  public ImageDataset withClasses(List<String> names) {
    byte[] renumbered = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int number = names.indexOf(classNames.get(label(i)));
      if (number < 0) {
        throw new IllegalArgumentException("No class " + classNames.get(label(i)));
      }
      renumbered[i] = (byte) number;
    }
    return new ImageDataset(height, width, channels, pixels, renumbered, names);
  }

  /** The classes of all images. */
  public int[] labels() {
    return IntStream.range(0, count()).map(this::label).toArray();
  }

  @Override
  public ImageBatch batch(int[] order, int from, int to) {
    byte[] batchPixels = new byte[(to - from) * imageBytes()];
    int[] batchLabels = new int[to - from];
    for (int i = from; i < to; i++) {
      System.arraycopy(
          pixels, order[i] * imageBytes(), batchPixels, (i - from) * imageBytes(), imageBytes());
      batchLabels[i - from] = label(order[i]);
    }
    return new ImageBatch(
        new int[] {to - from, channels, height, width},
        batchPixels,
        batchLabels,
        classNames.size());
  }

  /** The images of a batch, such as one that has changed some of these. */
  public ImageDataset of(ImageBatch batch) {
    byte[] batchLabels = new byte[batch.size()];
    for (int i = 0; i < batchLabels.length; i++) {
      batchLabels[i] = (byte) batch.classes()[i];
    }
    return new ImageDataset(height, width, channels, batch.pixels(), batchLabels, classNames);
  }

  /** SHA-256 over size, labels and pixels: the same data, the same sum, whatever file it was in. */
  public String checksum() {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update(
        ByteBuffer.allocate(4 * Integer.BYTES)
            .putInt(count())
            .putInt(channels)
            .putInt(height)
            .putInt(width)
            .array());
    digest.update(labels);
    digest.update(pixels);
    return Hex.encodeHexString(digest.digest());
  }

  private int imageBytes() {
    return channels * height * width;
  }
}
