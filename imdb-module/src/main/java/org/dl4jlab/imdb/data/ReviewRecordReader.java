package org.dl4jlab.imdb.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * A DataVec reader of reviews. A record is the text as it was written and the label: 0 negative, 1
 * positive, -1 unlabelled. {@link #nextReview()} gives the same with id and stars. The reviews are
 * read when the reader is initialized, because their order is not that in which they lie.
 */
public abstract class ReviewRecordReader extends BaseRecordReader {

  private Configuration configuration = new Configuration();
  private List<Review> reviews = List.of();
  private int next;

  /**
   * Reads what the split names.
   *
   * @return in the order in which the records come
   * @throws org.dl4jlab.LabException when a file is damaged
   */
  protected abstract List<Review> read(List<Path> locations) throws IOException;

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    reviews = List.copyOf(read(Arrays.stream(split.locations()).map(Path::of).toList()));
    reset();
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(conf);
    initialize(split);
  }

  /** All reviews, from the first to the last. */
  public List<Review> readAll() {
    return reviews;
  }

  /** How many reviews there are in all. */
  public int count() {
    return reviews.size();
  }

  @Override
  public boolean hasNext() {
    return next < reviews.size();
  }

  /**
   * The next review.
   *
   * @throws NoSuchElementException after the last
   */
  public Review nextReview() {
    if (!hasNext()) {
      throw new NoSuchElementException("There is no review after the last");
    }
    return reviews.get(next++);
  }

  @Override
  public List<Writable> next() {
    Review review = nextReview();
    invokeListeners(review);
    return List.of(new Text(review.text()), new IntWritable(review.label()));
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
  public List<String> getLabels() {
    return ReviewSet.CLASS_NAMES;
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
  public void reset() {
    next = 0;
  }

  @Override
  public void close() {
    reviews = List.of();
    reset();
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
    throw new UnsupportedOperationException("Reviews are read from files, in their order");
  }

  @Override
  public Record loadFromMetaData(RecordMetaData metaData) {
    throw new UnsupportedOperationException("Reviews are read in their order");
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
    throw new UnsupportedOperationException("Reviews are read in their order");
  }
}
