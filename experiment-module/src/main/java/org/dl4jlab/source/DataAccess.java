package org.dl4jlab.source;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How data is come by, be it published by its authors or a person's own.
 *
 * @param cache of downloads
 * @param mirror from where to fetch an official archive in its authors' place
 * @param offline never to download
 * @param progress of downloads
 * @param reading of many files of a person's own: how many of all are read; told by any thread
 * @param broken what becomes of samples that cannot be read
 * @param notice is told, a line at a time, what the person should know of where the data is from
 */
public record DataAccess(
    Cache cache,
    UnaryOperator<RemoteFile> mirror,
    boolean offline,
    Download.Progress progress,
    Download.Progress reading,
    Broken broken,
    Consumer<String> notice) {

  private static final Download.Progress UNSEEN = (soFar, inAll) -> {};

  /** Reading unseen, without the samples that cannot be read. */
  public DataAccess(
      Cache cache,
      UnaryOperator<RemoteFile> mirror,
      boolean offline,
      Download.Progress progress,
      Consumer<String> notice) {
    this(cache, mirror, offline, progress, UNSEEN, Broken.SKIP, notice);
  }

  /** With the person's own cache, from the authors' sites. */
  public static DataAccess ofUser(Consumer<String> notice) {
    return new DataAccess(Cache.ofUser(), UnaryOperator.identity(), false, UNSEEN, notice);
  }
}
