select iin from number_ranges order by iin
