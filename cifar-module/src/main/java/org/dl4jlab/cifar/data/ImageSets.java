package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.Download;
import org.dl4jlab.source.OfficialData;
import org.dl4jlab.source.RemoteFile;

/** Finds the images that {@code --data} asks for: named, cached, downloaded or drawn. */
public final class ImageSets {

  /** The cached real data, else a download, else the sample. */
  public static final String AUTO = "auto";

  private final OfficialData official;

  /**
   * @param archive the official archive on its authors' site
   * @param offline never to download
   * @param notice is told, a line at a time, what the person should know of where the data is from
   */
  public ImageSets(
      Cache cache,
      RemoteFile archive,
      boolean offline,
      Download.Progress progress,
      Consumer<String> notice) {
    official =
        new OfficialData(
            new OfficialData.Facts("CIFAR-10", Cifar10.FOLDER, ImageSets::isOfficialFolder, true),
            archive,
            cache,
            offline,
            progress,
            notice);
  }

  /**
   * @param data {@code auto}, {@code sample}, a folder or an archive
   */
  public ImageSet open(String data) throws IOException {
    if (data.equals(ImageSet.SAMPLE)) {
      return SampleImages.draw();
    }
    if (!data.equals(AUTO)) {
      return named(Path.of(data));
    }
    Optional<Path> found = official.locate();
    return found.isPresent() ? read(found.get()) : SampleImages.draw();
  }

  private static ImageSet named(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UserException(
          "There is no %s; --data takes auto, sample, a folder or an archive".formatted(path));
    }
    if (Files.isRegularFile(path)) {
      if (!path.toString().endsWith(".gz")) {
        throw new UserException(
            "%s is no .tar.gz archive; --data takes auto, sample, a folder or an archive"
                .formatted(path));
      }
      return read(path);
    }
    if (isOfficialFolder(path)) {
      return read(path);
    }
    Path inside = path.resolve(Cifar10.FOLDER);
    return isOfficialFolder(inside) ? read(inside) : ImageFolders.read(path);
  }

  private static boolean isOfficialFolder(Path folder) {
    return Files.exists(folder.resolve(Cifar10.TRAIN_FILES.get(0)))
        || Files.exists(folder.resolve(Cifar10.TEST_FILES.get(0)));
  }

  private static ImageSet read(Path path) throws IOException {
    return new ImageSet(
        ImageSet.CIFAR10,
        path.toAbsolutePath().normalize().toString(),
        decode(path, Cifar10.TRAIN_FILES),
        decode(path, Cifar10.TEST_FILES));
  }

  private static ImageDataset decode(Path path, List<String> files) throws IOException {
    List<URI> locations =
        Files.isRegularFile(path)
            ? List.of(path.toUri())
            : files.stream().map(name -> existing(path.resolve(name)).toUri()).toList();
    try (CifarRecordReader reader = new CifarRecordReader(files)) {
      reader.initialize(new CollectionInputSplit(locations));
      return reader.readAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading " + path, e);
    }
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserException("%s is missing".formatted(file));
    }
    return file;
  }
}
