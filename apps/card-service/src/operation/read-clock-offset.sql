select ahead::text as ahead from clock_offset
