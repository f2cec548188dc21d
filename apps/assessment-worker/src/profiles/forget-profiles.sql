delete from customer_profiles where customer_id = any ($1::uuid[])
