package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.split.InputSplit;

/** Reads pictures whose class is the name of the folder they are in, resized to 32 x 32. */
public final class ImageFolderRecordReader extends ImageRecordReader {

  private final List<String> classNames;
  private final List<Path> files = new ArrayList<>();
  private int next;

  /**
   * @param classNames the folders' names, in the order of the classes' numbers
   */
  public ImageFolderRecordReader(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    files.clear();
    for (URI location : split.locations()) {
      files.add(Path.of(location));
    }
    reset();
  }

  @Override
  public boolean hasNext() {
    return next < files.size();
  }

  @Override
  public LabelledImage nextImage() {
    if (!hasNext()) {
      throw new NoSuchElementException("There is no image after the last");
    }
    Path file = files.get(next++);
    return new LabelledImage(
        ImageFiles.read(file, CifarFormat.SIZE),
        classNames.indexOf(file.getParent().getFileName().toString()));
  }

  @Override
  public int count() {
    return files.size();
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public List<String> getLabels() {
    return classNames;
  }

  @Override
  public int channels() {
    return CifarFormat.CHANNELS;
  }

  @Override
  public int height() {
    return CifarFormat.SIZE;
  }

  @Override
  public int width() {
    return CifarFormat.SIZE;
  }

  @Override
  public void close() {
    files.clear();
    reset();
  }
}
