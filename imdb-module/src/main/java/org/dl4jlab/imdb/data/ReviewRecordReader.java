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
 * A DataVec reader of reviews. A record is the text as it was written and the label: the number of
 * its class, -1 for none. {@link #nextReview()} gives the same with id and stars. The reviews are
 * read when the reader is initialized, because their order is not that in which they lie.
 */
public abstract class ReviewRecordReader extends SequentialRecordReader {

  private LabelledReviews all = LabelledReviews.ofSentiment(List.of());
  private int next;

  /**
   * Reads what the split names.
   *
   * @return in the order in which the records come
   * @throws org.dl4jlab.UserException when a file is damaged
   */
  protected abstract LabelledReviews read(List<Path> locations) throws IOException;

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    all = read(Arrays.stream(split.locations()).map(Path::of).toList());
    reset();
  }

  /** All reviews, from the first to the last. */
  public List<Review> readAll() {
    return all.reviews();
  }

  /** All reviews, with their classes' names and what was left out. */
  public LabelledReviews labelled() {
    return all;
  }

  /** How many reviews there are in all. */
  public int count() {
    return all.reviews().size();
  }

  @Override
  public boolean hasNext() {
    return next < count();
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
    return all.reviews().get(next++);
  }

  @Override
  public List<Writable> next() {
    Review review = nextReview();
    invokeListeners(review);
    return List.of(new Text(review.text()), new IntWritable(review.label()));
  }

  @Override
  public List<String> getLabels() {
    return all.classNames();
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public void close() {
    all = LabelledReviews.ofSentiment(List.of());
    reset();
  }
}
