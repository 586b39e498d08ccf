package org.dl4jlab.cifar.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.dl4jlab.data.ImageData;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A DataVec reader of labelled images of one size. A record is, as in DataVec's own image readers,
 * an array {@code [1, channels, height, width]} of 0 to 255, and the number of the class. {@link
 * #nextImage()} gives the same as bytes, without an array for each image.
 */
public abstract class ImageRecordReader extends BaseRecordReader {

  private Configuration configuration = new Configuration();

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
   * @throws org.dl4jlab.LabException when the file is damaged
   */
  public abstract LabelledImage nextImage();

  /** Decodes all images, from the first to the last, into memory. */
  public ImageData readAll() {
    reset();
    int imageBytes = channels() * height() * width();
    byte[] pixels = new byte[Math.multiplyExact(count(), imageBytes)];
    byte[] labels = new byte[count()];
    for (int i = 0; hasNext(); i++) {
      LabelledImage image = nextImage();
      System.arraycopy(image.pixels(), 0, pixels, i * imageBytes, imageBytes);
      labels[i] = (byte) image.label();
    }
    return new ImageData(height(), width(), channels(), pixels, labels, getLabels());
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

  @Override
  public List<List<Writable>> next(int count) {
    List<List<Writable>> records = new ArrayList<>();
    while (records.size() < count && hasNext()) {
      records.add(next());
    }
    return records;
  }

  @Override
  public Record nextRecord() {
    return new org.datavec.api.records.impl.Record(next(), null);
  }

  @Override
  public boolean batchesSupported() {
    return true;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(conf);
    initialize(split);
  }

  @Override
  public void setConf(Configuration conf) {
    configuration = conf;
  }

  @Override
  public Configuration getConf() {
    return configuration;
  }

  @Override
  public List<Writable> record(URI uri, DataInputStream stream) {
    throw new UnsupportedOperationException("Images are read from files, in their order");
  }

  @Override
  public Record loadFromMetaData(RecordMetaData metaData) {
    throw new UnsupportedOperationException("Images are read in their order");
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
    throw new UnsupportedOperationException("Images are read in their order");
  }
}
