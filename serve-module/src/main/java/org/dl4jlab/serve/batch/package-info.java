/** Requests gather into batches for the threads that own the engines. */
package org.dl4jlab.serve.batch;
