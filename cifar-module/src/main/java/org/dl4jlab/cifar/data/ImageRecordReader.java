package org.dl4jlab.cifar.data;

import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.SequentialRecordReader;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A DataVec reader of labelled images of one size. A record is, as in DataVec's own image readers,
 * an array {@code [1, channels, height, width]} of 0 to 255, and the number of the class. {@link
 * #nextImage()} gives the same as bytes, without an array for each image.
 */
public abstract class ImageRecordReader extends SequentialRecordReader {

  /**
   * One image.
   *
   * @param pixels {@code [channels, height, width]}, unsigned
   * @param label its class, a position in {@link #getLabels()}
   */
  public record LabelledImage(byte[] pixels, int label) {}

  public abstract int channels();

  public abstract int height();

  public abstract int width();

  /** How many images there are in all. */
  public abstract int count();

  /**
   * The next image as bytes.
   *
   * @throws NoSuchElementException after the last
   * @throws org.dl4jlab.UserException when the file is damaged
   */
  public abstract LabelledImage nextImage();

  /** Decodes all images, from the first to the last, into memory. */
  public ImageDataset readAll() {
    reset();
    int imageBytes = channels() * height() * width();
    byte[] pixels = new byte[Math.multiplyExact(count(), imageBytes)];
    byte[] labels = new byte[count()];
    for (int i = 0; hasNext(); i++) {
      LabelledImage image = nextImage();
      System.arraycopy(image.pixels(), 0, pixels, i * imageBytes, imageBytes);
      labels[i] = (byte) image.label();
    }
    return new ImageDataset(height(), width(), channels(), pixels, labels, getLabels());
  }

  @Override
  public List<Writable> next() {
    LabelledImage image = nextImage();
    invokeListeners(image);
    float[] pixels = new float[image.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = image.pixels()[i] & 0xFF;
    }
    return List.of(
        new NDArrayWritable(Nd4j.create(pixels, new int[] {1, channels(), height(), width()})),
        new IntWritable(image.label()));
  }
}
