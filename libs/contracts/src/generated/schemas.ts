// Generated from schemas/ by `npm run generate`. Do not edit.

export const schemas = [
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "account.repaid.v1.schema.json",
    "title": "AccountRepaid",
    "description": "The customer paid back part of what is owed.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "repaymentId",
      "customerId",
      "accountId",
      "amountMinor",
      "currency",
      "repaidAt",
      "account"
    ],
    "properties": {
      "repaymentId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "amountMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "repaidAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      },
      "account": {
        "$ref": "vocabulary.schema.json#/definitions/accountBalances"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "assessment.shadowed.v1.schema.json",
    "title": "AssessmentShadowed",
    "description": "What a candidate policy would have decided. It answers nobody.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "authorizationId",
      "decisionId",
      "customerId",
      "candidateVersion",
      "modelVersions",
      "outcome",
      "class",
      "reasons",
      "scores",
      "inForce",
      "differs",
      "shadowedAt"
    ],
    "properties": {
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "decisionId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "candidateVersion": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "modelVersions": {
        "type": "array",
        "maxItems": 8,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 64
        }
      },
      "outcome": {
        "type": "string",
        "enum": [
          "approved",
          "declined"
        ]
      },
      "class": {
        "oneOf": [
          {
            "type": "string",
            "enum": [
              "credit",
              "fraud",
              "policy",
              "technical"
            ]
          },
          {
            "type": "null"
          }
        ],
        "description": "Which part declined; null when approved."
      },
      "reasons": {
        "type": "array",
        "maxItems": 4,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/reason"
        },
        "description": "Ranked, the strongest first; empty when approved."
      },
      "scores": {
        "$ref": "vocabulary.schema.json#/definitions/scores"
      },
      "inForce": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "policyVersion",
          "outcome",
          "class"
        ],
        "properties": {
          "policyVersion": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "outcome": {
            "type": "string",
            "enum": [
              "approved",
              "declined"
            ]
          },
          "class": {
            "oneOf": [
              {
                "type": "string",
                "enum": [
                  "credit",
                  "fraud",
                  "policy",
                  "technical"
                ]
              },
              {
                "type": "null"
              }
            ],
            "description": "Which part declined; null when approved."
          }
        }
      },
      "differs": {
        "type": "boolean",
        "description": "True when the outcome is another than that of the policy in force."
      },
      "shadowedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "authorization.closed.v1.schema.json",
    "title": "AuthorizationClosed",
    "description": "An approved authorization came to its end.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "authorizationId",
      "customerId",
      "accountId",
      "card",
      "state",
      "amountMinor",
      "currency",
      "closedAt"
    ],
    "properties": {
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "card": {
        "$ref": "vocabulary.schema.json#/definitions/card"
      },
      "state": {
        "type": "string",
        "enum": [
          "reversed",
          "expired",
          "cleared"
        ]
      },
      "amountMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "closedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "authorization.decided.v1.schema.json",
    "title": "AuthorizationDecided",
    "description": "The decision of the assessment worker.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "authorizationId",
      "decisionId",
      "customerId",
      "accountId",
      "cardId",
      "outcome",
      "class",
      "reasons",
      "scores",
      "creditPoints",
      "policyVersion",
      "modelVersions",
      "snapshotHash",
      "sources",
      "alternatives",
      "counterfactuals",
      "decidedAt"
    ],
    "properties": {
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "decisionId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "cardId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "outcome": {
        "type": "string",
        "enum": [
          "approved",
          "declined"
        ]
      },
      "class": {
        "oneOf": [
          {
            "type": "string",
            "enum": [
              "credit",
              "fraud",
              "policy",
              "technical"
            ]
          },
          {
            "type": "null"
          }
        ],
        "description": "Which part declined; null when approved."
      },
      "reasons": {
        "type": "array",
        "maxItems": 4,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/reason"
        },
        "description": "Ranked, the strongest first; empty when approved."
      },
      "scores": {
        "$ref": "vocabulary.schema.json#/definitions/scores"
      },
      "creditPoints": {
        "type": "array",
        "maxItems": 32,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/characteristicPoints"
        },
        "description": "How the credit score came about; empty when nothing could be scored."
      },
      "policyVersion": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "description": "The version of the policy file: limits, models and cut-offs."
      },
      "modelVersions": {
        "type": "array",
        "maxItems": 8,
        "items": {
          "type": "string"
        }
      },
      "snapshotHash": {
        "type": "string",
        "pattern": "^sha256:[0-9a-f]{64}$",
        "description": "Of the stored snapshot the decision was made from."
      },
      "sources": {
        "type": "array",
        "maxItems": 16,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/source"
        }
      },
      "alternatives": {
        "type": "array",
        "maxItems": 8,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/alternative"
        }
      },
      "counterfactuals": {
        "type": "array",
        "maxItems": 8,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/counterfactual"
        },
        "description": "What would change the outcome; empty when approved, and for fraud."
      },
      "decidedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "authorization.requested.v1.schema.json",
    "title": "AuthorizationRequested",
    "description": "A hold was placed; the purchase wants an assessment before its deadline.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "authorizationId",
      "customerId",
      "accountId",
      "card",
      "networkId",
      "amountMinor",
      "currency",
      "merchant",
      "entryMode",
      "requestedAt",
      "deadlineAt",
      "cardMismatches",
      "profileVersion",
      "account"
    ],
    "properties": {
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "card": {
        "$ref": "vocabulary.schema.json#/definitions/card"
      },
      "networkId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "amountMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "merchant": {
        "$ref": "vocabulary.schema.json#/definitions/merchant"
      },
      "entryMode": {
        "$ref": "vocabulary.schema.json#/definitions/entryMode"
      },
      "requestedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      },
      "deadlineAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      },
      "cardMismatches": {
        "type": "integer",
        "minimum": 0,
        "maximum": 3,
        "description": "CVV2 and expiry mismatches on this card so far."
      },
      "profileVersion": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "description": "The profile that was current: an assessment never uses an older one."
      },
      "account": {
        "$ref": "vocabulary.schema.json#/definitions/accountBalances"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "authorization.resolved.v1.schema.json",
    "title": "AuthorizationResolved",
    "description": "The final answer to the network: exactly one for each authorization.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "authorizationId",
      "customerId",
      "accountId",
      "card",
      "networkId",
      "state",
      "origin",
      "reasons",
      "amountMinor",
      "currency",
      "merchant",
      "entryMode",
      "decisionId",
      "requestedAt",
      "resolvedAt"
    ],
    "properties": {
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "card": {
        "$ref": "vocabulary.schema.json#/definitions/card"
      },
      "networkId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "state": {
        "type": "string",
        "enum": [
          "approved",
          "declined",
          "timed_out",
          "verified"
        ]
      },
      "origin": {
        "type": "string",
        "enum": [
          "intake",
          "assessment",
          "deadline",
          "network",
          "stand_in"
        ]
      },
      "reasons": {
        "type": "array",
        "maxItems": 4,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/reason"
        }
      },
      "amountMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "merchant": {
        "$ref": "vocabulary.schema.json#/definitions/merchant"
      },
      "entryMode": {
        "$ref": "vocabulary.schema.json#/definitions/entryMode"
      },
      "decisionId": {
        "oneOf": [
          {
            "$ref": "vocabulary.schema.json#/definitions/id"
          },
          {
            "type": "null"
          }
        ]
      },
      "requestedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      },
      "resolvedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "card.changed.v1.schema.json",
    "title": "CardChanged",
    "description": "A card was minted or changed its state.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "customerId",
      "accountId",
      "card",
      "state",
      "cause",
      "version",
      "changedAt"
    ],
    "properties": {
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "card": {
        "$ref": "vocabulary.schema.json#/definitions/card"
      },
      "state": {
        "type": "string",
        "enum": [
          "open",
          "claimed",
          "used",
          "cancelled",
          "expired",
          "blocked"
        ]
      },
      "cause": {
        "type": "string",
        "pattern": "^[a-z_]{3,40}$",
        "description": "The event of the state table."
      },
      "version": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647
      },
      "changedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "customer.profile.v1.schema.json",
    "title": "CustomerProfile",
    "description": "The eleven data points the assessment knows of a customer; the newest version replaces the others (compacted topic).",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "customerId",
      "version",
      "currency",
      "creditScore",
      "income",
      "employment",
      "spending",
      "obligations",
      "residence",
      "identity",
      "creditHistory",
      "affordability",
      "savings",
      "outstandingCredit"
    ],
    "properties": {
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "version": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "description": "Grows by one with each change."
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "creditScore": {
        "oneOf": [
          {
            "type": "integer",
            "minimum": 300,
            "maximum": 850
          },
          {
            "type": "null"
          }
        ],
        "description": "Bureau score; null when the bureau has none."
      },
      "income": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "monthlyNetMinor",
          "verified"
        ],
        "properties": {
          "monthlyNetMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "verified": {
            "type": "boolean"
          }
        }
      },
      "employment": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "status",
          "monthsInJob"
        ],
        "properties": {
          "status": {
            "type": "string",
            "enum": [
              "permanent",
              "temporary",
              "self_employed",
              "retired",
              "student",
              "unemployed"
            ]
          },
          "monthsInJob": {
            "type": "integer",
            "minimum": 0,
            "maximum": 840
          }
        }
      },
      "spending": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "monthlyAverageMinor",
          "overdraftDays90"
        ],
        "properties": {
          "monthlyAverageMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor",
            "description": "All spending of an average month, essential expenses included."
          },
          "overdraftDays90": {
            "type": "integer",
            "minimum": 0,
            "maximum": 90,
            "description": "Days in overdraft among the last 90."
          }
        }
      },
      "obligations": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "monthlyMinor"
        ],
        "properties": {
          "monthlyMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          }
        },
        "description": "Instalments and loan payments elsewhere; divided by income: debt-to-income."
      },
      "residence": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "status",
          "monthsAtAddress",
          "country",
          "verified"
        ],
        "properties": {
          "status": {
            "type": "string",
            "enum": [
              "owner",
              "tenant",
              "with_family",
              "other"
            ]
          },
          "monthsAtAddress": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1200
          },
          "country": {
            "$ref": "vocabulary.schema.json#/definitions/country"
          },
          "verified": {
            "type": "boolean"
          }
        }
      },
      "identity": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "verified",
          "birthDate",
          "ageVerified"
        ],
        "properties": {
          "verified": {
            "type": "boolean"
          },
          "birthDate": {
            "type": "string",
            "format": "date",
            "description": "Only for the gate at 18 years; adult age is no input."
          },
          "ageVerified": {
            "type": "boolean"
          }
        }
      },
      "creditHistory": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "months",
          "missedPayments12m",
          "defaults"
        ],
        "properties": {
          "months": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1200
          },
          "missedPayments12m": {
            "type": "integer",
            "minimum": 0,
            "maximum": 120
          },
          "defaults": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100
          }
        }
      },
      "affordability": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "essentialExpensesMonthlyMinor"
        ],
        "properties": {
          "essentialExpensesMonthlyMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor",
            "description": "Rent, utilities, food, transport, dependants."
          }
        }
      },
      "savings": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "liquidMinor",
          "investmentsMinor"
        ],
        "properties": {
          "liquidMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "investmentsMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          }
        }
      },
      "outstandingCredit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "totalMinor",
          "revolvingLimitMinor",
          "revolvingUsedMinor"
        ],
        "properties": {
          "totalMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "revolvingLimitMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "revolvingUsedMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          }
        }
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "fraud.reported.v1.schema.json",
    "title": "FraudReported",
    "description": "Word that a purchase was fraud: a chargeback, or the customer said so. Before it nobody knew.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "reportId",
      "authorizationId",
      "customerId",
      "accountId",
      "cardId",
      "channel",
      "reportedAt"
    ],
    "properties": {
      "reportId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "cardId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "channel": {
        "type": "string",
        "enum": [
          "chargeback",
          "customer"
        ],
        "description": "Who said so: the network by a chargeback, or the customer."
      },
      "reportedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "hold.released.v1.schema.json",
    "title": "HoldReleased",
    "description": "The receipt of a release: held money became purchase power again.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "receiptId",
      "holdId",
      "authorizationId",
      "customerId",
      "accountId",
      "cause",
      "amountMinor",
      "currency",
      "placedAt",
      "releasedAt"
    ],
    "properties": {
      "receiptId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "holdId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "cause": {
        "type": "string",
        "enum": [
          "declined",
          "timed_out",
          "reversed",
          "expired",
          "cleared_for_less",
          "partly_approved"
        ]
      },
      "amountMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "placedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      },
      "releasedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "message.parked.v1.schema.json",
    "title": "MessageParked",
    "description": "A message of a network that belongs to nothing we know: acknowledged, and kept for an operator. Keyed by network.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "parkedId",
      "networkId",
      "kind",
      "reason",
      "stan",
      "transmittedAt",
      "receivedAt"
    ],
    "properties": {
      "parkedId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "networkId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "kind": {
        "type": "string",
        "enum": [
          "reversal",
          "advice",
          "clearing",
          "refund"
        ]
      },
      "reason": {
        "type": "string",
        "enum": [
          "no_original",
          "several_originals",
          "unknown_card",
          "other_currency",
          "not_open"
        ]
      },
      "stan": {
        "type": "string",
        "pattern": "^\\d{6}$"
      },
      "transmittedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      },
      "receivedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "movement.booked.v1.schema.json",
    "title": "MovementBooked",
    "description": "What a network said after its first request, and what it moved.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "movementId",
      "authorizationId",
      "customerId",
      "accountId",
      "card",
      "networkId",
      "kind",
      "statedMinor",
      "statedAs",
      "currency",
      "releasedMinor",
      "capturedMinor",
      "beyondHoldMinor",
      "addedMinor",
      "repaidMinor",
      "payableMinor",
      "state",
      "heldMinor",
      "clearedMinor",
      "flags",
      "account",
      "bookedAt"
    ],
    "properties": {
      "movementId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "authorizationId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "card": {
        "$ref": "vocabulary.schema.json#/definitions/card"
      },
      "networkId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "kind": {
        "type": "string",
        "enum": [
          "reversal",
          "completion",
          "clearing",
          "refund",
          "refund_settlement"
        ]
      },
      "statedMinor": {
        "oneOf": [
          {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          {
            "type": "null"
          }
        ],
        "description": "The amount as the message stated it; null: all of it."
      },
      "statedAs": {
        "type": "string",
        "enum": [
          "delta",
          "total"
        ],
        "description": "Whether that is what is added or taken, or what the authorization comes to."
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "releasedMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "capturedMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "beyondHoldMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "addedMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "repaidMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "payableMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "state": {
        "type": "string",
        "enum": [
          "pending",
          "approved",
          "declined",
          "timed_out",
          "verified",
          "reversed",
          "expired",
          "cleared"
        ],
        "description": "The authorization, as this left it."
      },
      "heldMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "clearedMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "flags": {
        "type": "array",
        "maxItems": 8,
        "items": {
          "type": "string",
          "pattern": "^[a-z_]{3,40}$"
        },
        "description": "What was unusual, and booked all the same."
      },
      "account": {
        "$ref": "vocabulary.schema.json#/definitions/accountAfterMovement"
      },
      "bookedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "purchase-power.assessed.v1.schema.json",
    "title": "PurchasePowerAssessed",
    "description": "How much the customer could spend now: the largest purchase that gates, policy, credit and affordability pass.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "questionId",
      "customerId",
      "currency",
      "amountMinor",
      "instalments",
      "class",
      "reasons",
      "sources",
      "policyVersion",
      "modelVersions",
      "assessedAt"
    ],
    "properties": {
      "questionId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "amountMinor": {
        "$ref": "vocabulary.schema.json#/definitions/amountMinor"
      },
      "instalments": {
        "type": "array",
        "maxItems": 4,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "count",
            "amountMinor",
            "eachMinor"
          ],
          "properties": {
            "count": {
              "type": "integer",
              "minimum": 2,
              "maximum": 48
            },
            "amountMinor": {
              "$ref": "vocabulary.schema.json#/definitions/amountMinor"
            },
            "eachMinor": {
              "$ref": "vocabulary.schema.json#/definitions/amountMinor"
            }
          }
        },
        "description": "The largest purchase under each plan that carries more than paying at once within the month does."
      },
      "class": {
        "oneOf": [
          {
            "type": "string",
            "enum": [
              "credit",
              "fraud",
              "policy",
              "technical"
            ]
          },
          {
            "type": "null"
          }
        ],
        "description": "Which part stands against one minor unit more; null when all that is available passes."
      },
      "reasons": {
        "type": "array",
        "maxItems": 4,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/reason"
        },
        "description": "What stands against one minor unit more, ranked; empty when all that is available passes."
      },
      "sources": {
        "type": "array",
        "maxItems": 16,
        "items": {
          "$ref": "vocabulary.schema.json#/definitions/source"
        }
      },
      "policyVersion": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "modelVersions": {
        "type": "array",
        "maxItems": 8,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 64
        }
      },
      "assessedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "purchase-power.requested.v1.schema.json",
    "title": "PurchasePowerRequested",
    "description": "Somebody wants to know how much the customer could spend now.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "questionId",
      "customerId",
      "accountId",
      "currency",
      "account",
      "profileVersion",
      "requestedAt",
      "deadlineAt"
    ],
    "properties": {
      "questionId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "customerId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "accountId": {
        "$ref": "vocabulary.schema.json#/definitions/id"
      },
      "currency": {
        "$ref": "vocabulary.schema.json#/definitions/currency"
      },
      "account": {
        "$ref": "vocabulary.schema.json#/definitions/accountBalances"
      },
      "profileVersion": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2147483647,
        "description": "The profile that was current: an assessment never uses an older one."
      },
      "requestedAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      },
      "deadlineAt": {
        "$ref": "vocabulary.schema.json#/definitions/instant"
      }
    }
  },
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "vocabulary.schema.json",
    "title": "Vocabulary",
    "description": "Words that several events share.",
    "definitions": {
      "id": {
        "type": "string",
        "format": "uuid",
        "description": "A UUIDv7."
      },
      "instant": {
        "type": "string",
        "format": "date-time",
        "description": "UTC, ISO 8601."
      },
      "amountMinor": {
        "type": "integer",
        "minimum": 0,
        "maximum": 999999999999,
        "description": "Minor units of the currency beside it; at most ISO 8583 field 4 (n12)."
      },
      "currency": {
        "type": "string",
        "pattern": "^[A-Z]{3}$",
        "description": "ISO 4217 alphabetic code."
      },
      "country": {
        "type": "string",
        "pattern": "^[A-Z]{2}$",
        "description": "ISO 3166-1 alpha-2."
      },
      "reason": {
        "type": "string",
        "pattern": "^[a-z][a-z0-9_]{2,63}$",
        "description": "A code of the reason catalogue."
      },
      "card": {
        "type": "object",
        "description": "What may be said of a card outside the card service: token, issuer range and last four digits.",
        "additionalProperties": false,
        "required": [
          "cardId",
          "iin",
          "lastFour"
        ],
        "properties": {
          "cardId": {
            "$ref": "vocabulary.schema.json#/definitions/id"
          },
          "iin": {
            "type": "string",
            "pattern": "^\\d{6,8}$"
          },
          "lastFour": {
            "type": "string",
            "pattern": "^\\d{4}$"
          }
        }
      },
      "merchant": {
        "type": "object",
        "description": "Card acceptor: ISO 8583 fields 42, 43, 18 and 19.",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "mcc",
          "country"
        ],
        "properties": {
          "id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 15
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 40
          },
          "mcc": {
            "type": "string",
            "pattern": "^\\d{4}$"
          },
          "country": {
            "$ref": "vocabulary.schema.json#/definitions/country"
          }
        }
      },
      "accountBalances": {
        "type": "object",
        "description": "The account as the same transaction left it: available − overdrawn + held + owed = granted. Not overdrawn when left out.",
        "additionalProperties": false,
        "required": [
          "grantedMinor",
          "availableMinor",
          "heldMinor",
          "owedMinor"
        ],
        "properties": {
          "grantedMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "availableMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "heldMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "owedMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "overdrawnMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          }
        }
      },
      "accountAfterMovement": {
        "type": "object",
        "description": "The account as the movement left it: available − overdrawn + held + owed = granted; payable is the customer's own.",
        "additionalProperties": false,
        "required": [
          "grantedMinor",
          "availableMinor",
          "overdrawnMinor",
          "heldMinor",
          "owedMinor",
          "payableMinor"
        ],
        "properties": {
          "grantedMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "availableMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "overdrawnMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "heldMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "owedMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          },
          "payableMinor": {
            "$ref": "vocabulary.schema.json#/definitions/amountMinor"
          }
        }
      },
      "entryMode": {
        "type": "string",
        "enum": [
          "ecommerce",
          "credential_on_file",
          "manual",
          "chip",
          "magnetic_stripe",
          "contactless"
        ],
        "description": "How the number reached the merchant (ISO 8583 field 22)."
      },
      "alternative": {
        "oneOf": [
          {
            "type": "object",
            "description": "The largest amount that would pass now.",
            "additionalProperties": false,
            "required": [
              "kind",
              "amountMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "smaller_amount"
              },
              "amountMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          },
          {
            "type": "object",
            "description": "A plan that affordability carries.",
            "additionalProperties": false,
            "required": [
              "kind",
              "count",
              "eachMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "instalments"
              },
              "count": {
                "type": "integer",
                "minimum": 2,
                "maximum": 48
              },
              "eachMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          },
          {
            "type": "object",
            "description": "Paying at once, without credit.",
            "additionalProperties": false,
            "required": [
              "kind",
              "amountMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "pay_now"
              },
              "amountMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          }
        ],
        "description": "What else is on offer."
      },
      "source": {
        "type": "object",
        "description": "A source of the assessment.",
        "additionalProperties": false,
        "required": [
          "name",
          "inquiry"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "inquiry": {
            "type": "string",
            "enum": [
              "none",
              "soft"
            ],
            "description": "Kind of credit inquiry; a hard one is never made."
          }
        }
      },
      "scores": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "credit",
          "fraud"
        ],
        "properties": {
          "credit": {
            "oneOf": [
              {
                "type": "number"
              },
              {
                "type": "null"
              }
            ],
            "description": "Points of the scorecard; null when nothing could be scored."
          },
          "fraud": {
            "oneOf": [
              {
                "type": "number"
              },
              {
                "type": "null"
              }
            ],
            "description": "Probability of fraud by the model; null when nothing could be scored."
          }
        },
        "description": "The two scores, each of its own model."
      },
      "characteristicPoints": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "characteristic",
          "points"
        ],
        "properties": {
          "characteristic": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "points": {
            "type": "number"
          }
        },
        "description": "Points that one characteristic of the scorecard gave; all of them add up to the credit score."
      },
      "counterfactual": {
        "oneOf": [
          {
            "type": "object",
            "description": "The same purchase for at most this amount.",
            "additionalProperties": false,
            "required": [
              "kind",
              "amountMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "smaller_amount"
              },
              "amountMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          },
          {
            "type": "object",
            "description": "The same purchase after this much of what is owed here is paid back.",
            "additionalProperties": false,
            "required": [
              "kind",
              "amountMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "repay"
              },
              "amountMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          },
          {
            "type": "object",
            "description": "The same purchase once these are verified.",
            "additionalProperties": false,
            "required": [
              "kind",
              "what"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "verify"
              },
              "what": {
                "type": "array",
                "minItems": 1,
                "maxItems": 4,
                "items": {
                  "type": "string",
                  "enum": [
                    "identity",
                    "age",
                    "residence",
                    "income"
                  ]
                }
              }
            }
          },
          {
            "type": "object",
            "description": "The same purchase with at most these obligations elsewhere each month.",
            "additionalProperties": false,
            "required": [
              "kind",
              "monthlyMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "lower_obligations"
              },
              "monthlyMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          },
          {
            "type": "object",
            "description": "The same purchase with at most this much of the credit lines used.",
            "additionalProperties": false,
            "required": [
              "kind",
              "usedMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "lower_credit_lines"
              },
              "usedMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          },
          {
            "type": "object",
            "description": "The same purchase with at least this verified net income each month.",
            "additionalProperties": false,
            "required": [
              "kind",
              "monthlyNetMinor"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "higher_income"
              },
              "monthlyNetMinor": {
                "$ref": "vocabulary.schema.json#/definitions/amountMinor"
              }
            }
          },
          {
            "type": "object",
            "description": "The same purchase after so many months in the job.",
            "additionalProperties": false,
            "required": [
              "kind",
              "monthsInJob"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "longer_in_job"
              },
              "monthsInJob": {
                "type": "integer",
                "minimum": 1,
                "maximum": 840
              }
            }
          },
          {
            "type": "object",
            "description": "The same purchase after twelve months without a missed payment.",
            "additionalProperties": false,
            "required": [
              "kind"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "const": "no_missed_payments"
              }
            }
          }
        ],
        "description": "A change that, made alone, turns this decline into an approval; found by the engine and verified by it."
      }
    }
  }
] as const;

export const eventTypes = [
  "account.repaid.v1",
  "assessment.shadowed.v1",
  "authorization.closed.v1",
  "authorization.decided.v1",
  "authorization.requested.v1",
  "authorization.resolved.v1",
  "card.changed.v1",
  "customer.profile.v1",
  "fraud.reported.v1",
  "hold.released.v1",
  "message.parked.v1",
  "movement.booked.v1",
  "purchase-power.assessed.v1",
  "purchase-power.requested.v1"
] as const;
