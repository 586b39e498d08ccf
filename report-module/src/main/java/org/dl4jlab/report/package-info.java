/** Tables and pictures, made from finished figures. */
package org.dl4jlab.report;
