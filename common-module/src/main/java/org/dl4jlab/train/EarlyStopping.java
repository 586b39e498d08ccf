package org.dl4jlab.train;

/**
 * Ends a training whose validation no longer gets better, as Keras' {@code EarlyStopping} does for
 * {@code val_accuracy}. It is a function of the history alone.
 *
 * @param patience after so many epochs without an improvement; 0 for never
 * @param minImprovement by how much the accuracy must rise above the best one to count, 0 to 1
 */
public record EarlyStopping(int patience, double minImprovement) {

  /** To the last epoch. */
  public static final EarlyStopping NEVER = new EarlyStopping(0, 0);

  public EarlyStopping {
    if (patience < 0) {
      throw new IllegalArgumentException("The patience is a number of epochs, not " + patience);
    }
    if (!(minImprovement >= 0 && minImprovement < 1)) {
      throw new IllegalArgumentException(
          "The smallest improvement of an accuracy must be 0 or more and below 1, not "
              + minImprovement);
    }
  }

  /** Whether the training is over; a resumed one knows the figures as the history's file does. */
  public boolean isOver(History history) {
    double best = Double.NEGATIVE_INFINITY;
    int waited = 0;
    for (EpochResult epoch : history.rounded().epochs()) {
      if (epoch.valAccuracy() > best + minImprovement) {
        best = epoch.valAccuracy();
        waited = 0;
      } else {
        waited++;
      }
    }
    return patience > 0 && waited >= patience;
  }
}
