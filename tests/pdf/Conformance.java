import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDF files with veraPDF. Arguments: PROFILE[,PROFILE] FILE...; exits with 1 if a file fails. */
public class Conformance {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (int at = 1; at < args.length; at++) {
            for (String profile : args[0].split(",")) {
                sound &= validate(new File(args[at]), PDFAFlavour.fromString(profile));
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean validate(File file, PDFAFlavour profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "pass" : "FAIL";
            System.out.printf("%s\t%s\t%s\t%d assertions%n", file, profile, verdict, result.getTotalAssertions());
            for (TestAssertion fault : result.getTestAssertions()) {
                String rule = fault.getRuleId().getClause() + "-" + fault.getRuleId().getTestNumber();
                System.out.println("\t" + rule + " " + fault.getMessage());
            }
            return result.isCompliant();
        }
    }
}
