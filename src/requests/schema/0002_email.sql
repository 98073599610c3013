-- The mailbox that an applicant named, as a keyed digest: who shows that it is theirs finds their requests by it.
ALTER TABLE request ADD COLUMN email_index {{bytes}};
CREATE INDEX request_email ON request (email_index, case_id) WHERE email_index IS NOT NULL;
