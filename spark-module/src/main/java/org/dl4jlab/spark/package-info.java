/**
 * The experiments on clusters of Apache Spark: its scheduler, broadcasts and retries do the work.
 */
package org.dl4jlab.spark;
