package org.dl4jlab.cifar.data;

import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.cifar.own.OwnPictures;
import org.dl4jlab.data.Holdout;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.StratifiedSample;
import org.dl4jlab.method.Validation;
import org.dl4jlab.run.TrainingSettings;

/**
 * Images to train on, to validate the training, and to test on, and where they come from.
 *
 * @param kind the data set's ({@code cifar10}), {@code folder} or {@code sample}
 * @param title what figures measured on it must be called: {@code CIFAR-10}, {@code sample}, the
 *     folder's name
 * @param source the folder or archive that was read, or {@code built-in}
 * @param validation often the test images themselves
 */
public record ImageSet(
    String kind,
    String title,
    String source,
    ImageDataset train,
    ImageDataset validation,
    ImageDataset test) {

  private static final String FOLDER = "folder";

  /** A data set whose authors know no validation. */
  static ImageSet ofAuthors(
      CifarFormat format, String source, ImageDataset train, ImageDataset test) {
    return new ImageSet(format.kind(), format.title(), source, train, test, test);
  }

  /** A person's own pictures, which are called by their folder's name. */
  static ImageSet ofFolder(String source, OwnPictures pictures) {
    Path name = Path.of(source).getFileName();
    return new ImageSet(
        FOLDER,
        name == null ? source : name.toString(),
        source,
        pictures.train(),
        pictures.validation(),
        pictures.test());
  }

  static ImageSet sample(ImageDataset train, ImageDataset test) {
    return new ImageSet(
        TrainingSettings.SAMPLE_DATA, TrainingSettings.SAMPLE_DATA, "built-in", train, test, test);
  }

  public List<String> classNames() {
    return train.classNames();
  }

  /**
   * So many images of each part: the first of a published data set, whose order is mixed, and of a
   * person's own some of each class.
   *
   * @param testLimit for validation and test alike
   * @param seed which of a person's own
   */
  public ImageSet limited(int trainLimit, int testLimit, long seed) {
    ImageDataset limitedTest = limited(test, testLimit, seed);
    return new ImageSet(
        kind,
        title,
        source,
        limited(train, trainLimit, seed),
        validation == test ? limitedTest : limited(validation, testLimit, seed),
        limitedTest);
  }

  private ImageDataset limited(ImageDataset images, int limit, long seed) {
    return kind.equals(FOLDER)
        ? images.select(StratifiedSample.draw(images.labels(), limit, seed))
        : images.first(limit);
  }

  /**
   * The same images with those to validate on that were asked for.
   *
   * @param seed which are held out
   * @throws org.dl4jlab.UserException when there are too few to hold some out
   */
  public ImageSet validatedOn(Validation choice, long seed) {
    if (choice.holdsOut()) {
      Holdout parts = Holdout.of(train.labels(), choice.share(), seed);
      return new ImageSet(
          kind, title, source, train.select(parts.train()), train.select(parts.validation()), test);
    }
    return choice.onTest() ? new ImageSet(kind, title, source, train, test, test) : this;
  }

  /** The same images for a network that knows these classes, and perhaps more. */
  public ImageSet withClasses(List<String> names) {
    ImageDataset renumberedTest = test.withClasses(names);
    return new ImageSet(
        kind,
        title,
        source,
        train.withClasses(names),
        validation == test ? renumberedTest : validation.withClasses(names),
        renumberedTest);
  }
}
