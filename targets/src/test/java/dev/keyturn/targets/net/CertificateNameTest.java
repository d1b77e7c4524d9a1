// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNameTest {

    @ParameterizedTest
    @CsvSource({
        "sql.shop.svc, sql.shop.svc, true",
        "SQL.shop.svc, sql.SHOP.svc, true",
        "*.sql-pods.shop.svc, sql-0.sql-pods.shop.svc, true",
        "sql.shop.svc, other.shop.svc, false",
        "*.shop.svc, shop.svc, false",
        "*.shop.svc, sql-0.sql-pods.shop.svc, false",
        "*.shop.svc, .shop.svc, false",
        "s*.shop.svc, sql.shop.svc, false",
        "*, sql, false"
    })
    void a_name_fits_as_a_whole_and_a_star_for_the_first_label_only(String pattern, String host, boolean fits) {
        assertThat(CertificateName.fits(pattern, host)).isEqualTo(fits);
    }
}
