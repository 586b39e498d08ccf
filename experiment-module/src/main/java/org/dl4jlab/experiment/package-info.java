/** An experiment and its training session, for any program that starts one. */
package org.dl4jlab.experiment;
