package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.dl4jlab.source.SequentialRecordReader;

/**
 * A DataVec reader of reviews. A record is the text as it was written and the label: 0 negative, 1
 * positive, -1 unlabelled. {@link #nextReview()} gives the same with id and stars. The reviews are
 * read when the reader is initialized, because their order is not that in which they lie.
 */
public abstract class ReviewRecordReader extends SequentialRecordReader {

  private List<Review> reviews = List.of();
  private int next;

  /**
   * Reads what the split names.
   *
   * @return in the order in which the records come
   * @throws org.dl4jlab.UserException when a file is damaged
   */
  protected abstract List<Review> read(List<Path> locations) throws IOException;

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    reviews = List.copyOf(read(Arrays.stream(split.locations()).map(Path::of).toList()));
    reset();
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
  public List<String> getLabels() {
    return ReviewSet.CLASS_NAMES;
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
}
