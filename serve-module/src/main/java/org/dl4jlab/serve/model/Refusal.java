package org.dl4jlab.serve.model;

/** A request that is not answered as it would like to be; the message is for whoever sent it. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int BAD_METHOD = 405;
  public static final int TIMEOUT = 408;
  public static final int TOO_LARGE = 413;
  public static final int BAD_TYPE = 415;
  public static final int FAILED = 500;
  public static final int BUSY = 503;
  public static final int LATE = 504;

  private final int status;

  public Refusal(int status, String message) {
    super(message, null, false, false); // where it was thrown is of no interest
    this.status = status;
  }

  /** Of what was asked wrongly. */
  public static Refusal badRequest(String format, Object... values) {
    return new Refusal(BAD_REQUEST, format.formatted(values));
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }
}
